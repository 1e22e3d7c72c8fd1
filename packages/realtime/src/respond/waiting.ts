import type { Thread, ThreadMessage } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import { MAX_TEXT_CHARACTERS } from '../frames/message';

/** A customer who writes several messages pauses less than this between them. Milliseconds. */
const QUIET_MS = 500;
/** How long a burst is waited for at most, from its first message. Milliseconds. */
const LONGEST_BURST_MS = 3_000;
/** The most messages that one reply answers; the next reply answers the others. */
const MOST_MESSAGES = 50;
/** The most earlier messages that the assistant reads. */
const HISTORY_MESSAGES = 20;

/** What waits for an answer, and what was said before. */
export interface Waiting {
  /** What the visitor has asked, oldest first: one reply answers it all. */
  readonly asked: readonly ThreadMessage[];
  readonly before: readonly ThreadMessage[];
}

/** What a burst asks, as one text: no longer than one message may be, so of a very long burst its end. */
export const askedText = (asked: Waiting['asked']): string =>
  asked
    .map(({ text }) => text)
    .join('\n')
    .slice(-MAX_TEXT_CHARACTERS)
    .toWellFormed();

/** Waits until the visitor has stopped writing, and reads what is to be answered. */
export const readWaiting = async (
  { thread_id, answered_to }: Thread,
  { clock, pause }: Pick<RealtimeDeps, 'clock' | 'pause'>,
  { messages }: Pick<ThreadTables, 'messages'>,
): Promise<Waiting> => {
  const history = messages.latest(thread_id, answered_to, HISTORY_MESSAGES);
  history.catch(() => undefined);
  for (;;) {
    const found = await messages.since(thread_id, answered_to, MOST_MESSAGES);
    const asked = found.filter(({ message_type }) => message_type === 'user');
    const [first, last] = [asked.at(0), asked.at(-1)];
    const now = clock.now();
    const quietAt = last ? Math.min(last.timestamp + QUIET_MS, (first?.timestamp ?? 0) + LONGEST_BURST_MS) : now;
    if (quietAt <= now || found.length === MOST_MESSAGES) return { asked, before: await history };
    await pause(quietAt - now);
  }
};
