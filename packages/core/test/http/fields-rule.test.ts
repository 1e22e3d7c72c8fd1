import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { fieldsRule } from '../../src/http/fields-rule';

const DAY = /^2026-01-(?:0[1-9]|[12]\d|3[01])$/;
const day = z.string().check(z.regex(DAY));

/** Notes what it was asked about. */
let looked: unknown[] = [];
const range = z.strictObject({ from: z.optional(day), to: z.optional(day), other: z.optional(z.int()) }).check(
  fieldsRule<{ from?: string; to?: string }>(
    ['from', 'to'],
    ({ from, to }) => {
      looked.push(from, to);
      return from === undefined || to === undefined || from < to;
    },
    { path: 'to', message: 'must be after from' },
  ),
);

const faults = (value: unknown): string[] => {
  looked = [];
  return (range.safeParse(value).error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
};

const anything = fc.oneof(
  fc.constantFrom('2026-01-01', '2026-01-20', '2026-02-30', '', 'x'),
  fc.anything({ withNullPrototype: true }),
);

test('a rule about fields is never asked about one that is wrong by itself, whatever else is', () => {
  assertProperty(
    fc.property(
      fc.oneof(anything, fc.record({ from: anything, to: anything, other: anything }, { requiredKeys: [] })),
      (value) => {
        faults(value);
        for (const field of looked) expect(field === undefined || DAY.test(String(field))).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('it is asked whatever is wrong with other fields, and however many are unknown', () => {
  const wrong = { from: '2026-01-20', to: '2026-01-01', other: 'x', more: 1 };
  expect(faults(wrong)).toContain('to must be after from');
  expect(faults({ ...wrong, to: '2026-01-21' })).not.toContain('to must be after from');
});

test('what is no object at all is told only that', () => {
  expect(faults(5)).toHaveLength(1);
  expect(looked).toEqual([]);
});
