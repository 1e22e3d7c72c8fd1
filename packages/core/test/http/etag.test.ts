import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { etagOf, isKnown, requireMatch } from '../../src/http/etag';

const made = '2026-01-15T09:00:00.000Z';
const current = { version: 3, created_at: made };
const tag = etagOf(current);

const matches = (value: string | undefined): boolean => {
  try {
    requireMatch(value === undefined ? {} : { 'if-match': value }, current);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'precondition_failed', status: 412, options: { headers: { etag: tag } } });
    return false;
  }
};

test('a tag is strong, and another for each version and for each resource made anew', () => {
  const resource = fc.record({
    version: fc.integer({ min: 1 }),
    created_at: fc.date({ min: new Date(0), noInvalidDate: true }).map((date) => date.toISOString()),
  });
  assertProperty(
    fc.property(resource, resource, (a, b) => {
      expect(etagOf(a)).toMatch(/^"[!#-~]+"$/);
      expect(etagOf(a) === etagOf(b)).toBe(a.version === b.version && a.created_at === b.created_at);
    }),
  );
});

test.each([
  ['absent', undefined, true],
  ['the tag', tag, true],
  ['anything there is', ' * ', true],
  ['the tag among others', `"a", ${tag} , "b"`, true],
  ['another tag', '"a"', false],
  ['the tag, but weak', `W/${tag}`, false],
  ['the tag without its quotes', tag.slice(1, -1), false],
  ['an older version', etagOf({ version: 2, created_at: made }), false],
  ['empty', '', false],
])('If-Match that is %s', (_name, value, expected) => {
  expect(matches(value)).toBe(expected);
});

test.each([
  ['absent', undefined, false],
  ['the tag', tag, true],
  ['the tag, but weak', `W/${tag}`, true],
  ['anything there is', '*', true],
  ['another tag', '"a"', false],
])('If-None-Match that is %s', (_name, value, expected) => {
  expect(isKnown(value === undefined ? {} : { 'if-none-match': value }, tag)).toBe(expected);
});
