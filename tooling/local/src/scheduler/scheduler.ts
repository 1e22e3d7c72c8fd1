import type { Log } from '@frontdesk/core/observe';
import type { Clock } from '@frontdesk/core/time';
import type { ManifestSchedule } from '@frontdesk/manifest';
import { type NextAfter, parseExpression } from './expression';

/** A timer waits 24 days at most. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Runs something once, later. Call what it returns to cancel that. */
export type After = (ms: number, run: () => void) => () => void;

const realTime: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  /** What a schedule does when it is due, at that time in epoch milliseconds. */
  fire(schedule: string, dueAt: number): Promise<void>;
  readonly after?: After;
}

export interface Scheduler {
  /**
   * Follows these schedules from now on. Whatever came due while nobody followed it is not made up for.
   * @throws Error for an expression that cannot be read; everything then stays as it was.
   */
  set(schedules: readonly Pick<ManifestSchedule, 'name' | 'expression'>[]): void;
  close(): void;
}

/** Fires schedules when they are due. */
export const createScheduler = ({ clock, log, fire, after = realTime }: SchedulerOptions): Scheduler => {
  let callOff: (() => void)[] = [];
  const stop = (): void => {
    for (const cancel of callOff.splice(0)) cancel();
  };

  const keep = (name: string, nextAfter: NextAfter, position: number): void => {
    const dueAt = nextAfter(clock.now());
    if (dueAt === undefined) return;
    const wait = (): void => {
      const ms = dueAt - clock.now();
      callOff[position] = after(Math.min(Math.max(ms, 0), LONGEST_WAIT_MS), () =>
        ms > LONGEST_WAIT_MS ? wait() : due(),
      );
    };
    const due = (): void => {
      // A timer may fire a millisecond early, so the next time is counted from the one that is due, not from now.
      keepFrom(Math.max(dueAt, clock.now()));
      fire(name, dueAt).catch((error: unknown) =>
        log.error('a schedule was not kept', { schedule: name, error: String(error) }),
      );
    };
    const keepFrom = (from: number): void => keep(name, (now) => nextAfter(Math.max(now, from)), position);
    wait();
  };

  return {
    set: (schedules) => {
      const parsed = schedules.map(({ name, expression }) => ({ name, nextAfter: parseExpression(expression) }));
      stop();
      callOff = parsed.map(() => () => undefined);
      for (const [position, { name, nextAfter }] of parsed.entries()) keep(name, nextAfter, position);
    },
    close: stop,
  };
};
