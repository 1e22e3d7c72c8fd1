import { accepts } from '@frontdesk/local/sns/filter';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';

const value = fc.constantFrom('a', 'b', 'c');
const name = fc.constantFrom('x', 'y', '__proto__', 'constructor');
const policy = fc.dictionary(name, fc.uniqueArray(value, { minLength: 1 }));
const held = fc.dictionary(name, fc.uniqueArray(value));

test('a message matches if and only if each attribute in the policy has one of its values', () => {
  assertProperty(
    fc.property(policy, held, (wanted, has) => {
      const attributes = Object.fromEntries(
        Object.entries(has).map(([key, values]) => [
          key,
          { DataType: 'String.Array', StringValue: JSON.stringify(values) },
        ]),
      );
      const expected = Object.keys(wanted).every(
        (key) => Object.hasOwn(has, key) && has[key]?.some((one) => wanted[key]?.includes(one)),
      );
      expect(accepts(wanted, attributes)).toBe(expected);
    }),
  );
});

test.each(['not JSON', '{"a":1}', '["b",1,null]'])('in a list that is %s, only the strings count', (StringValue) => {
  expect(accepts({ x: ['a', '1'] }, { x: { DataType: 'String.Array', StringValue } })).toBe(false);
});

test('without a policy every message matches', () => {
  expect(accepts(null, {})).toBe(true);
});
