import { consumerOf } from '@frontdesk/core/declare';
import { respond } from '@frontdesk/realtime';
import * as z from 'zod/mini';
import type { Deps } from './deps';

/** Of a message that was published, only its thread is read: what is to be answered stands in the thread. */
const body = z.union([
  z.object({ message: z.object({ threadId: z.string() }) }),
  z.object({ threadId: z.string() }),
]);

export const replyToThread = consumerOf<Deps>()({
  operation: 'replyToThread',
  summary: 'A visitor may be waiting for an answer in a thread',
  body,
  handle: async (message, deps) => {
    const { tenant, traceparent, log, remainingMs } = message;
    const threadId = 'message' in message.body ? message.body.message.threadId : message.body.threadId;
    const holder = deps.ids.next(deps.clock.now());
    const responded = await respond({ threadId, holder, origin: { tenant, traceparent }, log, remainingMs }, deps);
    if (responded.state === 'busy') throw new Error('busy');
  },
});
