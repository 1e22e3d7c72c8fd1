import type { Outcome } from '@frontdesk/conversation';
import { Problem } from '@frontdesk/core/errors';
import type { Thread, ThreadMessage } from '@frontdesk/tables';
import { type Change, changeThread, threadExpiry } from '../thread/change-thread';
import { handedOff, isUnanswered, notReplying, withMessage } from '../thread/transitions';
import type { RespondDeps, RespondTables } from './deps';
import type { Waiting } from './waiting';
import { mayStillReply } from './write-reply';

/** What became of a reply. */
export type Committed =
  | {
      readonly state: 'stored';
      readonly thread: Thread;
      readonly message: ThreadMessage;
      /** Whether it is this reply that asks for a person. */
      readonly handsOff: boolean;
      /** More was asked while it was written, and there is time to answer that too. */
      readonly more: boolean;
    }
  | { readonly state: 'unwanted' };

/** Milliseconds of an invocation below which no further reply is begun. */
const LEAST_FOR_A_REPLY_MS = 10_000;

/** The name under which the assistant speaks, where the tenant has none. */
const SENDER = 'assistant';

/**
 * Stores a reply, if no person has taken the thread over and nobody has answered meanwhile: this is the check that counts. The
 * right to reply ends with it, unless more was asked meanwhile that is to be answered next.
 */
export const commitReply = async (
  begun: Thread,
  { asked }: Waiting,
  { stored }: Outcome,
  deps: RespondDeps,
  tables: RespondTables,
  remainingMs: () => number,
): Promise<Committed> => {
  const { thread_id: threadId, reply } = begun;
  const covered = asked.at(-1)?.timestamp ?? begun.answered_to;
  const draft = {
    message_id: reply?.reply_id ?? '',
    message_type: 'bot',
    text: stored.reply,
    sender: SENDER,
    user_id: SENDER,
    metadata: { model: stored.model, handoff: stored.handoff, sources: stored.sources.map(({ faq_id }) => faq_id) },
  } as const;
  const decide = (before: Thread | undefined): Change<Committed> => {
    const now = deps.clock.now();
    if (!mayStillReply(begun, before, now)) return { result: { state: 'unwanted' } };
    const { thread: said, message } = withMessage(before, draft, now);
    const answered = { ...said, answered_to: covered };
    const handsOff = stored.handoff && before.handoff === undefined;
    const flagged = handsOff ? handedOff(answered, message.message_id, now) : answered;
    const more = isUnanswered(flagged) && remainingMs() >= LEAST_FOR_A_REPLY_MS;
    const thread = more ? flagged : notReplying(flagged);
    return {
      thread,
      writes: tables.messages.add(threadId, message, threadExpiry(deps)),
      result: { state: 'stored', thread, message, handsOff, more },
    };
  };
  try {
    return await changeThread(threadId, decide, deps, tables, remainingMs);
  } catch (error) {
    // An earlier holder of the lease stored it, and did not live to see it.
    if (!(error instanceof Problem) || error.code !== 'message_exists') throw error;
    return { state: 'unwanted' };
  }
};
