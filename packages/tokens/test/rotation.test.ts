import { assertProperty } from '@frontdesk/testkit/assert-property';
import { testClock } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import { firstKeyRing, formatKeyRing, parseKeyRing, type VisitorTokens, withNewKey } from '../src';
import { ANNA, DAY, HOUR, instance, MINUTE } from './visitors';

const START = Date.UTC(2026, 0, 15, 9);

/** How long after it read the keys the operator's command gives up writing them. */
const COMMAND_MS = 2 * MINUTE;

interface Held {
  readonly token: string;
  readonly expiresAt: number;
}

type Step =
  | { readonly do: 'issue'; readonly who: number }
  | { readonly do: 'use'; readonly who: number; readonly token: number }
  | { readonly do: 'begin' | 'end'; readonly operator: number }
  | { readonly do: 'outage' | 'wait'; readonly ms: number };

const INSTANCES = 4;
const who = fc.nat(INSTANCES - 1);
const operator = fc.nat(1);
const wait = (ms: number): fc.Arbitrary<Step> => fc.record({ do: fc.constant('wait'), ms: fc.nat(ms) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('issue'), who }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('use'), who, token: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('begin'), operator }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('end'), operator }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('outage'), ms: fc.nat(20 * HOUR) }) },
  { weight: 3, arbitrary: wait(20_000) },
  { weight: 5, arbitrary: wait(6 * MINUTE) },
  { weight: 2, arbitrary: wait(HOUR) },
  { weight: 1, arbitrary: wait(40 * DAY) },
);

/**
 * Four instances, each with its own idea of the keys, two operators who may rotate at the same time, and outages of Secrets
 * Manager. Every token that was issued must be accepted for an hour and renewed for thirty days, by every instance. While the
 * keys cannot be read, an instance may have to say so; it never takes a good token for a forged one.
 */
const world = () => {
  const clock = testClock(START);
  let value = formatKeyRing(firstKeyRing(START));
  let outageUntil = 0;
  const instances = Array.from({ length: INSTANCES }, () =>
    instance(async () => {
      if (clock.now() < outageUntil) throw new Error('no answer');
      return value;
    }, clock),
  );
  const begun: { readonly at: number; readonly from: string; readonly next: string }[] = [];
  const held: Held[] = [];
  const seen = { rotations: 0, uses: 0 };
  const excused = (error: { readonly code?: string }): undefined => {
    expect(error).toMatchObject({ code: 'temporarily_unavailable' });
    expect(clock.now()).toBeLessThan(outageUntil + 10_000);
  };

  const issue = async (tokens: VisitorTokens): Promise<void> => {
    const issued = await tokens.issue(ANNA).catch(excused);
    if (issued) held.push(issued);
  };
  const use = async (tokens: VisitorTokens, { token, expiresAt }: Held): Promise<void> => {
    const now = clock.now();
    if (now >= expiresAt + 30 * DAY) return;
    seen.uses += 1;
    const check = now < expiresAt ? tokens.verify(token) : tokens.verifyForRenewal(token);
    await check.then((proved) => expect(proved).toMatchObject(ANNA), excused);
  };
  /** Writes unless somebody else has: the command's write names the version that it replaces. */
  const end = (number: number): void => {
    const rotation = begun[number];
    if (rotation?.from !== value || clock.now() - rotation.at > COMMAND_MS) return;
    value = rotation.next;
    seen.rotations += 1;
  };

  const take = async (each: Step): Promise<void> => {
    switch (each.do) {
      case 'wait':
        return clock.set(clock.now() + each.ms);
      case 'outage':
        outageUntil = clock.now() + each.ms;
        return;
      case 'begin': {
        const [from, at] = [value, clock.now()];
        begun[each.operator] = { at, from, next: formatKeyRing(withNewKey(parseKeyRing(from), at)) };
        return;
      }
      case 'end':
        return end(each.operator);
      case 'issue':
        return issue(instances[each.who] as VisitorTokens);
      case 'use': {
        const token = held[each.token % Math.max(1, held.length)];
        if (token) await use(instances[each.who] as VisitorTokens, token);
      }
    }
  };
  return { seen, take };
};

test('rotation cuts nobody off, however the readers’ caches, two operators and outages interleave', async () => {
  let [rotations, uses] = [0, 0];
  await assertProperty(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120 }), async (steps) => {
      const { seen, take } = world();
      for (const each of steps) await take(each);
      rotations += seen.rotations;
      uses += seen.uses;
    }),
    { numRuns: 300, endOnFailure: true },
  );
  // Runs in which nothing happens would prove nothing.
  expect(rotations).toBeGreaterThan(200);
  expect(uses).toBeGreaterThan(1_000);
});

test('a new key signs fifteen minutes after it was added, everywhere at once', async () => {
  const clock = testClock(START);
  const before = firstKeyRing(START);
  const ring = withNewKey(before, START);
  const tokens = instance(async () => formatKeyRing(ring), clock);
  const kidOf = async (): Promise<string> => {
    const { token } = await tokens.issue(ANNA);
    return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  };
  const [old, next] = [...ring.keys()];
  clock.set(START + 15 * MINUTE - 1);
  expect(await kidOf()).toBe(old);
  clock.set(START + 15 * MINUTE);
  expect(await kidOf()).toBe(next);
});

test('keys are dropped by a rotation once their tokens cannot be renewed any more', () => {
  let ring = firstKeyRing(START);
  for (let day = 0; day < 365; day += 1) ring = withNewKey(ring, START + day * DAY);
  expect(ring.size).toBeGreaterThan(30);
  expect(ring.size).toBeLessThan(35);
  // Secrets Manager holds 64 KB: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
  expect(formatKeyRing(ring).length).toBeLessThan(8_192);
});
