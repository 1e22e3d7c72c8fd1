import type { Origin } from '@frontdesk/aws';
import { repliesQueue } from '../declare';
import type { RealtimeDeps } from '../deps';

/** How long a person who owns a thread may do nothing before it goes back to the assistant. */
export const ABSENCE_MS = 10 * 60_000;

/**
 * SQS delays a message by 15 minutes at most. This is longer than the absence by all the time that a takeover has: its check is
 * sent before it is stored, and must not come before the absence is over.
 */
const CHECK_AFTER_SECONDS = ABSENCE_MS / 1_000 + 30;

/** Has the thread looked into when its owner may have gone away. A check that comes too early finds the owner active. */
export const watchOwner = (
  { threadId, origin }: { readonly threadId: string; readonly origin: Origin },
  { sender }: Pick<RealtimeDeps, 'sender'>,
): Promise<void> =>
  sender.sendMessage(repliesQueue, { body: { threadId }, origin }, { delaySeconds: CHECK_AFTER_SECONDS });
