import { Problem } from '@frontdesk/core/errors';
import type { Settling } from '@frontdesk/core/http';
import type { StoredMessage, Thread, ThreadMessage } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { type Change, changeThread, threadExpiry } from '../thread/change-thread';
import { type Draft, isOwnedByHuman, newThread, withMessage } from '../thread/transitions';

/** A message in its thread, and whether it was there before. */
export type Stored =
  | { readonly thread: Thread; readonly message: ThreadMessage; readonly repeated: false }
  | (StoredMessage & { readonly repeated: true });

const owned = (): Problem =>
  new Problem('thread_owned', { detail: 'A member of the staff owns the thread: no assistant speaks in it.' });

const saysTheSame = (a: ThreadMessage, b: Draft): boolean =>
  a.text === b.text && a.user_id === b.user_id && a.message_type === b.message_type;

/** What is stored under the id of a message that may be a repeat. */
const repeatOf = async (
  threadId: string,
  draft: Draft,
  problem: unknown,
  { messages }: ThreadTables,
): Promise<Stored> => {
  const found = await messages.find(threadId, draft.message_id);
  if (!found || !saysTheSame(found.message, draft)) throw problem;
  return { ...found, repeated: true };
};

/**
 * Stores a message once, however often it is sent: in one commit with its place in the thread.
 * @throws Problem `message_exists` if its id is another message's; `thread_owned` for an assistant's while a person owns the
 * thread; Contention.
 */
export const storeMessage = async (
  threadId: string,
  draft: Draft,
  deps: Pick<RealtimeDeps, 'clock' | 'pause' | 'retentionDays'>,
  tables: ThreadTables,
  { remainingMs, settle }: { remainingMs(): number; settle?(message: ThreadMessage): Settling },
): Promise<Stored> => {
  const decide = (before: Thread | undefined): Change<Stored> => {
    const now = deps.clock.now();
    const known = before ?? newThread(threadId, now);
    if (draft.message_type === 'bot' && isOwnedByHuman(known, now)) throw owned();
    const { thread, message } = withMessage(known, draft, now);
    return {
      thread,
      writes: tables.messages.add(threadId, message, threadExpiry(deps)),
      settling: settle?.(message),
      result: { thread, message, repeated: false },
    };
  };
  try {
    return await changeThread(threadId, decide, deps, tables, remainingMs);
  } catch (error) {
    if (!(error instanceof Problem) || (error.code !== 'message_exists' && error.code !== 'thread_owned')) throw error;
    return repeatOf(threadId, draft, error, tables);
  }
};
