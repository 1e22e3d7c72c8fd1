import { createScheduler, type SchedulerOptions } from '@frontdesk/local/scheduler/scheduler';

const FROM = Date.parse('2026-01-01T00:00:30Z');

/** A scheduler in a time that the test moves, with what it fired. */
const inOwnTime = (more: Partial<SchedulerOptions> = {}) => {
  let now = FROM;
  const timers = new Map<() => void, number>();
  const fired: string[] = [];
  const errors: string[] = [];
  const scheduler = createScheduler({
    clock: { now: () => now },
    log: { error: (message) => errors.push(message) },
    after: (ms, run) => {
      timers.set(run, now + ms);
      return () => timers.delete(run);
    },
    fire: async (schedule, dueAt) => {
      fired.push(`${schedule} ${new Date(dueAt).toISOString().slice(11, 19)}`);
    },
    ...more,
  });
  const pass = async (ms: number): Promise<void> => {
    const until = now + ms;
    for (;;) {
      const [run, at] = [...timers].sort((a, b) => a[1] - b[1])[0] ?? [];
      if (run === undefined || at === undefined || at > until) break;
      timers.delete(run);
      now = Math.max(now, at);
      run();
      await Promise.resolve();
    }
    now = until;
  };
  return { scheduler, fired, errors, pass, waiting: () => timers.size, sleep: (ms: number) => (now += ms) };
};

const minutely = { name: 'minutely', expression: 'rate(1 minute)' };
const daily = { name: 'daily', expression: 'cron(1 0 * * ? *)' };

test('schedules fire when they are due, each by itself and over and over', async () => {
  const { scheduler, fired, pass } = inOwnTime();
  scheduler.set([minutely, daily]);
  await pass(29_999);
  expect(fired).toEqual([]);
  await pass(120_001);
  expect(fired.sort()).toEqual(['daily 00:01:00', 'minutely 00:01:00', 'minutely 00:02:00', 'minutely 00:03:00']);
});

test('a machine that slept fires once for the time that it missed', async () => {
  const { scheduler, fired, pass, sleep } = inOwnTime();
  scheduler.set([minutely]);
  sleep(600_000);
  await pass(0);
  expect(fired).toEqual(['minutely 00:01:00']);
  await pass(60_000);
  expect(fired).toEqual(['minutely 00:01:00', 'minutely 00:11:00']);
});

test('an edit ends removed schedules and does not delay the others', async () => {
  const { scheduler, fired, pass, waiting } = inOwnTime();
  scheduler.set([minutely, daily]);
  await pass(20_000);
  scheduler.set([minutely]);
  expect(waiting()).toBe(1);
  await pass(10_000);
  expect(fired).toEqual(['minutely 00:01:00']);
});

test('an expression that cannot be read leaves everything as it was', async () => {
  const { scheduler, fired, pass } = inOwnTime();
  scheduler.set([minutely]);
  expect(() => scheduler.set([{ name: 'wrong', expression: 'hourly' }])).toThrow('hourly');
  await pass(30_000);
  expect(fired).toEqual(['minutely 00:01:00']);
});

test('a schedule that is further away than a timer can wait still fires', async () => {
  const { scheduler, fired, pass } = inOwnTime();
  scheduler.set([{ name: 'far', expression: 'cron(0 0 1 6 ? 2026)' }]);
  await pass(150 * 86_400_000);
  expect(fired).toEqual([]);
  await pass(2 * 86_400_000);
  expect(fired).toEqual(['far 00:00:00']);
});

test('a schedule that fails is logged, and fires again', async () => {
  const { scheduler, errors, pass } = inOwnTime({ fire: () => Promise.reject(new Error('no')) });
  scheduler.set([minutely]);
  await pass(90_000);
  expect(errors).toEqual(['a schedule was not kept', 'a schedule was not kept']);
});

test('nothing waits once it is closed', async () => {
  const { scheduler, waiting } = inOwnTime();
  scheduler.set([minutely, daily]);
  scheduler.close();
  expect(waiting()).toBe(0);
});
