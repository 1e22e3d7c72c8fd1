import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { retry } from '../src/retry';

class Passing extends Error {}
const worthwhile = (error: unknown): boolean => error instanceof Passing;

/** An attempt that fails a given number of times before it succeeds. */
const failing = (times: number, error: Error = new Passing()) => {
  const seen = { attempts: 0 };
  const attempt = async (): Promise<string> => {
    seen.attempts += 1;
    if (seen.attempts <= times) throw error;
    return 'done';
  };
  return { seen, attempt };
};

const waits = () => {
  const made: number[] = [];
  return { made, wait: async (ms: number) => void made.push(ms) };
};

test('an attempt is made until it succeeds, and never more often than allowed', async () => {
  await assertProperty(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat({ max: 10 }), async (attempts, failures) => {
      const { seen, attempt } = failing(failures);
      const { made, wait } = waits();
      const outcome = await retry(attempt, { attempts, firstWaitMs: 10, worthwhile, wait }).catch((error) => error);
      expect(outcome).toEqual(failures < attempts ? 'done' : expect.any(Passing));
      expect(seen.attempts).toBe(Math.min(attempts, failures + 1));
      expect(made).toHaveLength(seen.attempts - 1);
    }),
  );
});

test('the limit of each wait is twice the limit of the one before, up to the longest', async () => {
  await assertProperty(
    fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1_000 }), async (first, longest) => {
      const { made, wait } = waits();
      const options = { attempts: 12, firstWaitMs: first, longestWaitMs: longest, worthwhile, wait };
      await retry(failing(11).attempt, options);
      made.forEach((ms, i) => {
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThan(Math.min(longest, first * 2 ** i));
      });
    }),
  );
});

test('a permanent failure is thrown immediately', async () => {
  const { seen, attempt } = failing(1, new TypeError('for good'));
  await expect(retry(attempt, { firstWaitMs: 10, worthwhile })).rejects.toThrow('for good');
  expect(seen.attempts).toBe(1);
});

test('when there is no time for another attempt, the last failure is thrown without a wait', async () => {
  const { made, wait } = waits();
  const { seen, attempt } = failing(9);
  const timeFor = (): boolean => seen.attempts < 3;
  await expect(retry(attempt, { firstWaitMs: 10, worthwhile, timeFor, wait })).rejects.toThrow(Passing);
  expect(seen.attempts).toBe(3);
  expect(made).toHaveLength(2);
});
