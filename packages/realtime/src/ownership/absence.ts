import type { Origin } from '@frontdesk/aws';
import { repliesQueue } from '../declare';
import type { RealtimeDeps } from '../deps';

/** How long a person who owns a thread may do nothing before it goes back to the assistant. */
export const ABSENCE_MS = 10 * 60_000;

/** SQS delays a message by 15 minutes at most. A second more than the absence, so that it is over by then. */
const CHECK_AFTER_SECONDS = ABSENCE_MS / 1_000 + 1;

/** Has the thread looked into when its owner may have gone away. A check that comes too early finds the owner active. */
export const watchOwner = (
  { threadId, origin }: { readonly threadId: string; readonly origin: Origin },
  { sender }: Pick<RealtimeDeps, 'sender'>,
): Promise<void> =>
  sender.sendMessage(repliesQueue, { body: { threadId }, origin }, { delaySeconds: CHECK_AFTER_SECONDS });
