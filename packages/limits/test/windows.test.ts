import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { OPEN_WINDOWS, windowsAt } from '../src/windows';

const SECONDS = 60;
const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });

test('six windows are open at any time, each for a minute from where it began', () => {
  assertProperty(
    fc.property(instant, (now) => {
      const { open, endOf } = windowsAt(now, SECONDS);
      expect(open).toHaveLength(OPEN_WINDOWS);
      for (const window of open) {
        expect(endOf(window)).toBeGreaterThan(now);
        expect(endOf(window) - SECONDS * 1_000).toBeLessThanOrEqual(now);
      }
    }),
  );
});

test('whatever happens within 50 seconds lies in one window together', () => {
  assertProperty(
    fc.property(instant, fc.nat({ max: 50_000 }), (now, later) => {
      const [first, last] = [windowsAt(now, SECONDS).open, windowsAt(now + later, SECONDS).open];
      expect(first.some((window) => last.includes(window))).toBe(true);
    }),
  );
});

test('what is removed is over, also by a clock that is ten seconds behind', () => {
  assertProperty(
    fc.property(instant, (now) => {
      const { ended, endOf } = windowsAt(now, SECONDS);
      for (const window of ended) expect(endOf(window)).toBeLessThanOrEqual(now - 10_000);
    }),
  );
});
