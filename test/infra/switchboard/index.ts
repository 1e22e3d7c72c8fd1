import { batchHandler } from '@frontdesk/core/batch';
import { httpHandler } from '@frontdesk/core/http';
import { batchPlatform, createBase, publicPlatform } from '@frontdesk/runtime';
import declaration from './function';

const base = createBase(declaration.name);
const onRequest = httpHandler(declaration, publicPlatform(base), {});
const onMessages = batchHandler(declaration, batchPlatform(base), {});

type Handler = typeof onRequest | typeof onMessages;

/** Whichever handler the event is for. */
export const handler = (event: object, context: never): unknown => {
  const chosen: Handler = 'rawPath' in event ? onRequest : onMessages;
  return chosen(event as never, context);
};
