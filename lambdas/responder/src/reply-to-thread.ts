import { RetryLater } from '@frontdesk/core/batch';
import { consumerOf } from '@frontdesk/core/declare';
import { Problem } from '@frontdesk/core/errors';
import { respond } from '@frontdesk/realtime';
import * as z from 'zod/mini';
import type { Deps } from './deps';

/** Of a message that was published, only its thread is read: what is to be answered stands in the thread. */
const body = z.union([z.object({ message: z.object({ threadId: z.string() }) }), z.object({ threadId: z.string() })]);

/** Seconds after which somebody else answers a thread, if this invocation is killed: the right to reply has ended by then. */
const ANSWERED_WITHIN_SECONDS = 35;

/** Seconds until a thread is tried again for which no model had an answer. */
const RETRY_SECONDS = 20;

const isUnanswered = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'assistant_unavailable' || error.code === 'assistant_timeout');

export const replyToThread = consumerOf<Deps>()({
  operation: 'replyToThread',
  summary: 'A visitor may be waiting for an answer in a thread',
  body,
  handle: async (message, deps) => {
    const { tenant, traceparent, log, remainingMs } = message;
    const threadId = 'message' in message.body ? message.body.message.threadId : message.body.threadId;
    const holder = deps.ids.next(deps.clock.now());
    const responding = { threadId, holder, origin: { tenant, traceparent }, log, remainingMs };
    const [answering] = await Promise.allSettled([respond(responding, deps), message.hideFor(ANSWERED_WITHIN_SECONDS)]);
    if (answering.status === 'rejected') {
      const { reason } = answering;
      throw isUnanswered(reason) ? new RetryLater(RETRY_SECONDS, { cause: reason }) : reason;
    }
    const responded = answering.value;
    if (responded.state !== 'busy') return;
    // Whoever is writing answers this message too. If they do not live to, this invocation's successor does.
    throw new RetryLater(Math.max(1, Math.ceil((responded.until - deps.clock.now()) / 1_000)));
  },
});
