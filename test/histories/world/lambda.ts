import type { batchHandler } from '@frontdesk/core/batch';
import type { httpHandler } from '@frontdesk/core/http';
import type { socketHandler } from '@frontdesk/core/socket';

/** What Lambda invokes handlers with, as the handlers say it. */
export type SocketLambda = ReturnType<typeof socketHandler<unknown>>;
export type SocketEvent = Extract<Parameters<SocketLambda>[0], { requestContext: { routeKey: string } }>;
export type HttpEvent = Parameters<ReturnType<typeof httpHandler<unknown>>>[0];
export type HttpLambda = (event: HttpEvent, context: Context) => Promise<unknown>;
export type QueueEvent = Extract<
  Parameters<ReturnType<typeof batchHandler<unknown>>>[0],
  { Records: { eventSourceARN: string }[] }
>;
export type QueueRecord = QueueEvent['Records'][number];
export type Context = Parameters<SocketLambda>[1];
