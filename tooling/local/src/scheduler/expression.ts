import { Cron } from 'croner';

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const RATE = /^rate\((\d+) (minute|hour|day)s?\)$/;
const CRON = /^cron\(((?:\S+ ){5}\S+)\)$/;

/** When something is due again, in epoch milliseconds; `undefined` if never. */
export type NextAfter = (after: number) => number | undefined;

/** Rates are counted from the epoch, so that a restart or an edit does not delay what is due. */
const rate =
  (period: number): NextAfter =>
  (after) =>
    (Math.floor(after / period) + 1) * period;

/** AWS's six fields: minutes, hours, day of the month, month, day of the week (1 is Sunday), year; one of the days is `?`. */
const cron = (fields: string): NextAfter => {
  const [, , monthDay, , weekDay] = fields.split(' ');
  if ((monthDay === '?') === (weekDay === '?')) {
    throw new Error('one of day-of-month and day-of-week must be ?, and only one');
  }
  const job = new Cron(`0 ${fields.replace('?', '*')}`, {
    paused: true,
    timezone: 'UTC',
    alternativeWeekdays: true,
    // `0/15`: from 0 on, every 15.
    sloppyRanges: true,
  });
  return (after) => job.nextRun(new Date(after))?.getTime();
};

/**
 * Reads a schedule's expression (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html).
 * @throws Error in one sentence, for one that EventBridge Scheduler would not take.
 */
export const parseExpression = (expression: string): NextAfter => {
  const [, count, unit = ''] = RATE.exec(expression) ?? [];
  if (count !== undefined && Number(count) > 0) return rate(Number(count) * (UNIT_MS[unit] ?? 0));
  const [, fields] = CRON.exec(expression) ?? [];
  if (fields === undefined) {
    throw new Error(`${expression} is neither rate(5 minutes) nor cron(0 3 * * ? *)`);
  }
  try {
    return cron(fields);
  } catch (error) {
    throw new Error(`${expression} is not a schedule: ${error instanceof Error ? error.message : error}`);
  }
};
