import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { type Interval, merged, overlap, within, without } from '../src/interval';

const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 12 }))
  .map(([from, length]) => ({ from, to: from + length }));
const intervals = fc.array(interval, { maxLength: 8 });

/** An interval as the set of its instants: that is what all of this means, but it is slow. */
const instants = (some: readonly Interval[]): Set<number> =>
  new Set(some.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));
const sorted = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);

test('two overlap if they share an instant; one that ends where the other begins does not', () => {
  assertProperty(
    fc.property(interval, interval, (a, b) => {
      expect(overlap(a, b)).toBe([...instants([a])].some((instant) => instants([b]).has(instant)));
    }),
  );
});

test('merging keeps the time, in order, without overlap or touch', () => {
  assertProperty(
    fc.property(intervals, (some) => {
      const result = merged(some);
      expect(sorted(instants(result))).toEqual(sorted(instants(some)));
      for (const [i, next] of result.slice(1).entries()) expect(next.from).toBeGreaterThan(result[i]?.to ?? 0);
    }),
  );
});

test('subtracting leaves exactly the time that is not taken', () => {
  assertProperty(
    fc.property(intervals, intervals, (whole, taken) => {
      const gone = instants(taken);
      expect(sorted(instants(without(whole, taken)))).toEqual(
        sorted(new Set([...instants(whole)].filter((instant) => !gone.has(instant)))),
      );
    }),
  );
});

test('clipping leaves exactly the time between the bounds', () => {
  assertProperty(
    fc.property(interval, intervals, (bounds, some) => {
      expect(sorted(instants(within(bounds, some)))).toEqual(
        sorted(new Set([...instants(some)].filter((instant) => instant >= bounds.from && instant < bounds.to))),
      );
    }),
  );
});
