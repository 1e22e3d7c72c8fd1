import { Problem } from '@frontdesk/core/errors';
import type { Settling } from '@frontdesk/core/http';
import { epochSeconds } from '@frontdesk/core/time';
import { repeatOnContention, type Thread, type Write } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';

const SECONDS_PER_DAY = 86_400;

/** How a thread is to be changed, decided on what was read of it. */
export interface Change<T> {
  /** Absent if nothing is to be stored. */
  readonly thread?: Thread;
  /** What is stored in the same commit. */
  readonly writes?: readonly Write[];
  readonly settling?: Settling | undefined;
  readonly result: T;
}

/** When a thread that changes now expires, in epoch seconds. */
export const threadExpiry = ({ clock, retentionDays }: Pick<RealtimeDeps, 'clock' | 'retentionDays'>): number =>
  epochSeconds(clock.now()) + retentionDays * SECONDS_PER_DAY;

/**
 * Reads a thread, decides, and stores what was decided if nobody has changed the thread meanwhile; otherwise it does so again.
 * @param decide gets `undefined` for a thread that does not exist.
 * @throws Contention, Problem `deadline_exceeded`, and whatever `decide` throws.
 */
export const changeThread = <T>(
  threadId: string,
  decide: (thread: Thread | undefined) => Change<T>,
  deps: Pick<RealtimeDeps, 'clock' | 'pause' | 'retentionDays'>,
  { threads, commit }: Pick<ThreadTables, 'threads' | 'commit'>,
  remainingMs: () => number,
): Promise<T> =>
  repeatOnContention(
    async () => {
      const before = await threads.get(threadId);
      // Lambda freezes what an invocation left undone when it answered, and a later one thaws it: it is too late then.
      if (remainingMs() <= 0) throw new Problem('deadline_exceeded');
      const { thread, writes = [], settling, result } = decide(before);
      if (thread) await commit([threads.change(before, thread, threadExpiry(deps)), ...writes], settling);
      return result;
    },
    remainingMs,
    (ms) => deps.pause(ms),
  );
