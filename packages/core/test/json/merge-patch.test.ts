import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { isObject, mergePatch } from '../../src/json/merge-patch';

/** Any JSON. There are few names, so that patches hit what they patch; `__proto__` is a name like any other. */
const { json } = fc.letrec<{ json: unknown; object: Record<string, unknown> }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, 'text'),
    fc.array(fc.nat(3), { maxLength: 2 }),
    tie('object'),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('json')), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries)),
}));

/** The pseudocode of RFC 7396, section 2, word for word. */
const byTheBook = (target: unknown, patch: unknown): unknown => {
  if (!isObject(patch)) return patch;
  let result: [string, unknown][] = isObject(target) ? Object.entries(target) : [];
  for (const [name, value] of Object.entries(patch)) {
    const before = result.find(([known]) => known === name)?.[1];
    result = result.filter(([known]) => known !== name);
    if (value !== null) result.push([name, byTheBook(before, value)]);
  }
  return Object.fromEntries(result);
};

test('a patch does what RFC 7396 says, and changes neither what it patches nor itself', () => {
  assertProperty(
    fc.property(json, json, (target, patch) => {
      const before = JSON.stringify([target, patch]);
      expect(mergePatch(target, patch)).toEqual(byTheBook(target, patch));
      expect(JSON.stringify([target, patch])).toBe(before);
    }),
  );
});

test('a patch that was applied changes nothing when it is applied again', () => {
  assertProperty(
    fc.property(json, json, (target, patch) => {
      const once = mergePatch(target, patch);
      expect(mergePatch(once, patch)).toEqual(once);
    }),
  );
});

test('a field that is undefined stays as it is', () => {
  expect(mergePatch({ a: 1, b: 2 }, { a: undefined, b: null })).toEqual({ a: 1 });
});
