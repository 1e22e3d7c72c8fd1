import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { MAX_DEPTH, requireShape } from '../../src/http/json-shape';

interface Shape {
  readonly depth: number;
  readonly values: number;
}

/** The same by recursion, from the value that the text stands for. */
const shapeOf = (value: unknown): Shape => {
  if (value === null || typeof value !== 'object') return { depth: 0, values: 1 };
  const inner = Object.values(value).map(shapeOf);
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    values: 1 + inner.reduce((sum, { values }) => sum + values, 0),
  };
};

const refusal = (text: string, maxValues: number): unknown => {
  try {
    requireShape(text, maxValues);
    return undefined;
  } catch (error) {
    return (error as { options: { errors: { message: string }[] } }).options.errors[0]?.message;
  }
};

test('a body is held to its number of values, whatever its strings hold', () => {
  assertProperty(
    fc.property(fc.json({ maxDepth: 6, stringUnit: 'binary' }), fc.integer({ min: 1, max: 30 }), (json, most) => {
      const { values } = shapeOf(JSON.parse(json));
      // An empty object or array counts as one value more than it has: the one that would be in it.
      const empty = JSON.stringify(JSON.parse(json)).match(/\[\]|\{\}/g)?.length ?? 0;
      if (refusal(json, most) === undefined) expect(values).toBeLessThanOrEqual(most);
      else expect(values + empty).toBeGreaterThan(most);
    }),
  );
});

test.each([
  ['arrays', '[', ']'],
  ['objects', '{"a":', '}'],
])('%s within each other are taken up to 32 and refused beyond, however many there are', (_name, open, close) => {
  const nested = (depth: number): string =>
    `${open.repeat(depth - 1)}${open === '[' ? '[]' : '{}'}${close.repeat(depth - 1)}`;
  expect(refusal(nested(MAX_DEPTH), 1_000)).toBeUndefined();
  expect(refusal(nested(MAX_DEPTH + 1), 1_000)).toBe('must be nested at most 32 levels deep');
  expect(refusal(nested(100_000), 1_000_000)).toBe('must be nested at most 32 levels deep');
});

test.each(['"', '"\\', '{"a', '"\\"'])('a text that ends within a string is left to the parser: %s', (text) => {
  expect(refusal(text, 10)).toBeUndefined();
});
