import { batchHandler } from '@frontdesk/core/batch';
import { httpHandler } from '@frontdesk/core/http';
import { socketHandler } from '@frontdesk/core/socket';
import { batchPlatform, createBase, publicPlatform } from '@frontdesk/runtime';
import declaration from './function';

const base = createBase(declaration.name);
const onRequest = httpHandler(declaration, publicPlatform(base), {});
const onFrame = socketHandler(declaration, base, {});
const onMessages = batchHandler(declaration, batchPlatform(base), {});

type Handler = typeof onRequest | typeof onFrame | typeof onMessages;

/** Whichever handler the event is for. */
export const handler = (event: object, context: never): unknown => {
  const chosen: Handler = 'rawPath' in event ? onRequest : 'requestContext' in event ? onFrame : onMessages;
  return chosen(event as never, context);
};
