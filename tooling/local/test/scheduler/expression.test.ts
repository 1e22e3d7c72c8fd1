import { parseExpression } from '@frontdesk/local/scheduler/expression';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';

const FROM = Date.parse('2026-01-01T00:00:00Z');

const next = (expression: string, count: number): string[] => {
  const nextAfter = parseExpression(expression);
  const times: string[] = [];
  for (let at: number | undefined = FROM; times.length < count; ) {
    at = nextAfter(at);
    if (at === undefined) break;
    times.push(new Date(at).toISOString().slice(0, 16));
  }
  return times;
};

test.each([
  ['rate(1 minute)', ['2026-01-01T00:01', '2026-01-01T00:02']],
  ['rate(5 minutes)', ['2026-01-01T00:05', '2026-01-01T00:10']],
  ['rate(2 hours)', ['2026-01-01T02:00', '2026-01-01T04:00']],
  ['rate(1 day)', ['2026-01-02T00:00', '2026-01-03T00:00']],
  ['cron(0 3 * * ? *)', ['2026-01-01T03:00', '2026-01-02T03:00']],
  ['cron(0/15 8-9 ? * MON-FRI *)', ['2026-01-01T08:00', '2026-01-01T08:15', '2026-01-01T08:30']],
  ['cron(0 12 ? * 1 *)', ['2026-01-04T12:00', '2026-01-11T12:00']],
  ['cron(0 12 ? * 6#3 *)', ['2026-01-16T12:00', '2026-02-20T12:00']],
  ['cron(0 12 ? * 6L *)', ['2026-01-30T12:00', '2026-02-27T12:00']],
  ['cron(0 12 L * ? *)', ['2026-01-31T12:00', '2026-02-28T12:00']],
  ['cron(0 12 3W * ? *)', ['2026-01-02T12:00', '2026-02-03T12:00']],
  ['cron(30 10 1 1 ? 2027-2028)', ['2027-01-01T10:30', '2028-01-01T10:30']],
])('%s is due at the same times as on AWS', (expression, times) => {
  expect(next(expression, times.length)).toEqual(times);
});

test('a schedule whose time is over is never due again', () => {
  expect(next('cron(0 3 * * ? 2020)', 1)).toEqual([]);
});

test('the next time is always after the given one, with none in between', () => {
  const expression = fc.constantFrom('rate(7 minutes)', 'cron(5,35 * * * ? *)', 'cron(0 0 1 * ? *)');
  assertProperty(
    fc.property(expression, fc.integer({ min: FROM, max: FROM + 4e10 }), (text, after) => {
      const nextAfter = parseExpression(text);
      const at = nextAfter(after) ?? 0;
      expect(at).toBeGreaterThan(after);
      expect(nextAfter(at - 1)).toBe(at);
    }),
  );
});

test.each([
  'rate(0 minutes)',
  'rate(5 seconds)',
  'rate(five minutes)',
  'every day',
  'at(2026-01-01T00:00:00)',
  'cron(0 3 * * *)',
  'cron(0 3 * * * *)',
  'cron(0 3 ? * ? *)',
  'cron(61 3 * * ? *)',
])('%s is refused in one sentence that quotes it', (expression) => {
  expect(() => parseExpression(expression)).toThrow(expression);
});
