import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@frontdesk/core/time';

/**
 * One line of the access log, in the words of API Gateway's `$context`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html).
 */
export interface AccessEntry {
  readonly requestId: string;
  /** `$context.integration.requestId`: Lambda's id of the invocation. */
  readonly integrationRequestId?: string;
  /** For the WebSocket API only. */
  readonly connectionId?: string;
  readonly sourceIp: string;
  /** When the request arrived, in epoch milliseconds. */
  readonly requestTimeEpoch: number;
  /** `$context.eventType` for the WebSocket API: `MESSAGE`. */
  readonly httpMethod: string;
  /** Without the query, which may hold things that should not be logged. */
  readonly path: string;
  /** `-` where no route was selected. */
  readonly routeKey: string;
  /** 0 where the caller left before it was answered. */
  readonly status: number;
  /** Milliseconds. */
  readonly responseLatency: number;
  /** Why the authorizer refused. */
  readonly authorizerError?: string;
  /** Why the integration failed. */
  readonly integrationErrorMessage?: string;
}

/** What we learn about a request while it is handled. */
export interface AccessNotes {
  routeKey?: string;
  path?: string;
  integrationRequestId?: string;
  authorizerError?: string;
  integrationErrorMessage?: string;
}

/** Reports the request once its connection is done with it, however it ended. */
export const logAccess = (
  request: IncomingMessage,
  response: ServerResponse,
  known: { readonly requestId: string; readonly sourceIp: string; readonly notes: AccessNotes; readonly clock: Clock },
  onAccess: (entry: AccessEntry) => void,
): void => {
  const { requestId, sourceIp, notes, clock } = known;
  const requestTimeEpoch = clock.now();
  response.once('close', () => {
    const { routeKey = '-', path = request.url?.split('?', 1)[0] ?? '', ...others } = notes;
    onAccess({
      requestId,
      sourceIp,
      requestTimeEpoch,
      httpMethod: request.method ?? '',
      path,
      routeKey,
      status: response.headersSent ? response.statusCode : 0,
      responseLatency: clock.now() - requestTimeEpoch,
      ...others,
    });
  });
};
