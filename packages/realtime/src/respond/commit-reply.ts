import type { Outcome } from '@frontdesk/conversation';
import { Problem } from '@frontdesk/core/errors';
import { isoTime } from '@frontdesk/core/time';
import { type Thread, type ThreadMessage, webContact } from '@frontdesk/tables';
import { type Change, changeThread, threadExpiry } from '../thread/change-thread';
import { handedOff, replied, withMessage } from '../thread/transitions';
import type { RespondDeps, RespondTables } from './deps';
import { askedText, type Waiting } from './waiting';
import { mayStillReply } from './write-reply';

/** What became of a reply. */
export type Committed =
  | {
      readonly state: 'stored';
      readonly thread: Thread;
      readonly message: ThreadMessage;
    }
  | { readonly state: 'unwanted' };

/** The name under which the assistant speaks, where the tenant has none. */
const SENDER = 'assistant';

/**
 * Stores a reply, if no person has taken the thread over and nobody has answered meanwhile: this is the check that counts. It
 * asks for a person only if none was wanted before.
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
  const question = {
    message_id: draft.message_id,
    session_id: threadId,
    contact: webContact(threadId),
    ts: isoTime(covered),
    message: askedText(asked),
    language: stored.language,
  };
  const decide = (before: Thread | undefined): Change<Committed> => {
    const now = deps.clock.now();
    if (!mayStillReply(begun, before, now)) return { result: { state: 'unwanted' } };
    const { thread: said, message } = withMessage(before, draft, now);
    const answered = replied({ ...said, answered_to: covered }, message.message_id);
    const thread = stored.handoff ? handedOff(answered, message.message_id, now) : answered;
    return {
      thread,
      writes: [
        ...tables.messages.add(threadId, message, threadExpiry(deps)),
        ...(stored.unanswered ? [tables.logs.askedInVain(question)] : []),
      ],
      result: { state: 'stored', thread, message },
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
