import { Problem } from '@frontdesk/core/errors';
import type { Settling } from '@frontdesk/core/http';
import type { ThreadMessage } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { watchOwner } from '../ownership/absence';
import { pushMessage } from '../push/push-thread';
import { type Draft, isOwnedByHuman } from '../thread/transitions';
import { publishMessage, type Source } from './publish-message';
import { storeMessage } from './store-message';

/** API Gateway lets a frame have 32 KB, those of `@connections` too (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). */
export const MAX_FRAME_BYTES = 32 * 1024;

/** Bytes of the frame around a message: its names, ids and cursor. */
const ENVELOPE_BYTES = 1_024;

/** Bytes that an attachment's address takes in a frame: its file's name, encoded twice, and the role's session token. */
const ADDRESS_BYTES = 5 * 1_024;

export interface Sending extends Omit<Source, 'isHumanOverride'> {
  readonly threadId: string;
  readonly draft: Draft;
  /** What an older client sent by `sendMessage`. */
  readonly data?: unknown;
  /** What answers a request with an idempotency key from now on: stored in the message's own commit. */
  settle?(message: ThreadMessage): Settling;
  remainingMs(): number;
}

/** @throws Problem `message_too_large` */
const requireRoom = ({ draft, data }: Sending): void => {
  const bytes = Buffer.byteLength(JSON.stringify({ ...draft, data }));
  const room = MAX_FRAME_BYTES - ENVELOPE_BYTES - (draft.attachments?.length ?? 0) * ADDRESS_BYTES;
  if (bytes <= room) return;
  throw new Problem('message_too_large', {
    detail: `With its attachments, a message has at most ${room} bytes as JSON in UTF-8; this one has ${bytes}.`,
  });
};

/**
 * A message from whoever it may be: stored once, published to those outside, and pushed to the thread's other connections. Once
 * this resolves, nothing of it can get lost. A repeat of what did not get as far as that tells everybody again; any other has no
 * effect.
 * @throws Problem `message_too_large`, `message_exists`, `thread_owned`, `temporarily_unavailable`: send it again.
 */
export const sendMessage = async (
  sending: Sending,
  deps: RealtimeDeps,
  tables: ThreadTables,
): Promise<ThreadMessage> => {
  requireRoom(sending);
  const { threadId, draft, data, from, settle } = sending;
  const stored = await storeMessage(threadId, draft, deps, tables, sending);
  if (stored.repeated && settle) await tables.commit([], settle(stored.message));
  if (stored.repeated && stored.told) return stored.message;
  const { message } = stored;
  const thread = stored.repeated ? await tables.threads.get(threadId) : stored.thread;
  const isHumanOverride = thread !== undefined && isOwnedByHuman(thread, deps.clock.now());
  const audience = { except: from.connection?.connection_id, ...(data !== undefined && { data }) };
  await Promise.all([
    message.message_type !== 'bot' && publishMessage(threadId, message, { ...sending, isHumanOverride }, deps),
    thread && pushMessage(thread, message, deps, tables, audience),
    // An owner who writes is there: the time to their absence begins anew.
    thread?.human?.user_id === message.user_id && watchOwner(sending, deps),
  ]);
  await tables.commit([tables.messages.told(threadId, message.message_id)]);
  return message;
};
