import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { JsonNumber, jsonBytes, parseJson, stringifyJson } from '../../src/json/json';

/** JSON numbers of any size and precision, as JSON spells them. */
const literal = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9][0-9]{0,39}$/)),
    fraction: fc.oneof(fc.constant(''), fc.stringMatching(/^\.[0-9]{1,40}$/)),
    exponent: fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][-+]?[0-9]{1,4}$/)),
  })
  .map(({ sign, whole, fraction, exponent }) => sign + whole + fraction + exponent);

/** A decimal number as an exact fraction of two whole numbers. */
const exactly = (text: string): readonly [numerator: bigint, power: number] => {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  return [BigInt(`${sign}${whole}${fraction}`), Number(exponent) - fraction.length];
};

const equal = (a: string, b: string): boolean => {
  const [[x, p], [y, q]] = [exactly(a), exactly(b)];
  const least = Math.min(p, q);
  return x * 10n ** BigInt(p - least) === y * 10n ** BigInt(q - least);
};

describe('a number', () => {
  test('comes back with its own value, whatever its size and precision', () => {
    assertProperty(
      fc.property(literal, (number) => {
        const [back] = /[^[\]]+/.exec(stringifyJson(parseJson(`[${number}]`))) ?? [''];
        expect(equal(number, back)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['0', '-1', '1.0', '0.1', '9007199254740992', '1e5', '1E200', '1e-131', '0e999999999999', '1.50e1'])(
    'that fits into a double is an ordinary number: %s',
    (number) => {
      expect(parseJson(`[${number}]`)).toEqual([Number(number)]);
    },
  );

  test.each(['9007199254740993', '1e400', '-1e400', '1e-400', '0.1000000000000000000001', '12345678901234567890'])(
    'that a double would change comes back digit by digit: %s',
    (number) => {
      const [value] = parseJson(`[${number}]`) as [unknown];
      expect(value).toBeInstanceOf(JsonNumber);
      expect(String(value)).toBe(number);
      expect(stringifyJson({ value, text: number })).toBe(`{"value":${number},"text":"${number}"}`);
      expect(jsonBytes(value)).toBe(number.length);
    },
  );

  test('is the nearest double for code that only knows doubles', () => {
    expect(JSON.stringify(parseJson('[9007199254740993]'))).toBe('[9007199254740992]');
  });
});

describe('everything else', () => {
  const anyKey = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON', 'hasOwnProperty', 'length', '1e400', ''),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 31 },
      fc
        .oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.constant(null), fc.integer())
        .map((leaf) => JSON.stringify(leaf)),
      literal,
      fc.array(tie('tree') as fc.Arbitrary<string>).map((items) => `[${items.join(', ')}]`),
      fc
        .uniqueArray(fc.tuple(anyKey, tie('tree') as fc.Arbitrary<string>), { selector: ([key]) => key })
        .map((fields) => `{${fields.map(([key, value]) => `${JSON.stringify(key)} : ${value}`).join(' ,')}}`),
    ),
  }));

  test('is read as JSON.parse reads it, and is unchanged after writing and reading', () => {
    assertProperty(
      fc.property(tree as fc.Arbitrary<string>, (json) => {
        const read = parseJson(json);
        const again = stringifyJson(read);
        expect(JSON.stringify(read)).toBe(JSON.stringify(JSON.parse(json)));
        expect(stringifyJson(parseJson(again))).toBe(again);
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps a field whose name every object inherits', () => {
    const json = '{"__proto__":{"constructor":1e400},"constructor":9007199254740993}';
    expect(stringifyJson(parseJson(json))).toBe(json);
    expect(Object.getPrototypeOf(parseJson(json))).toBe(Object.prototype);
  });

  test.each(['{9007199254740993:1}', '[01e400]', '["1e400]', '9007199254740993 1', ''])(
    'is refused if it is not JSON: %j',
    (text) => {
      expect(() => parseJson(text)).toThrow(SyntaxError);
    },
  );
});
