import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { hasVisibleText, visible } from '../../src/text/visible';

const BLANK = [
  ...'\u0000\u0007\t\n\r\u001b\u007f\u0085 \u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u2003\u200b\u200d\u200e',
  ...'\u2028\u202e\u2060\u2064\u206f\u2800\u3000\u3164\ufe0f\ufeff\uffa0\ufff9\ufffe\uffff',
  ...['\u{1bca0}', '\u{1d159}', '\u{1d173}', '\u{e0001}', '\u{e0020}', '\u{e0100}', '\u{1ffff}'],
];

test('text of invisible characters only is not visible, however long it is', () => {
  assertProperty(
    fc.property(fc.array(fc.constantFrom(...BLANK), { maxLength: 200 }), (characters) => {
      expect(hasVisibleText(characters.join(''))).toBe(false);
    }),
  );
});

test('one letter, digit, sign or symbol of any script makes a text visible, wherever it stands', () => {
  const blank = fc.array(fc.constantFrom(...BLANK), { maxLength: 20 }).map((characters) => characters.join(''));
  const seen = fc
    .integer({ min: 0x21, max: 0x10ffff })
    .map((code) => (code >= 0xd800 && code <= 0xdfff ? '?' : String.fromCodePoint(code)))
    .filter((character) => /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) && !BLANK.includes(character))
    .filter((character) => !/\p{Default_Ignorable_Code_Point}/u.test(character));
  assertProperty(
    fc.property(blank, seen, blank, (before, character, after) => {
      expect(hasVisibleText(before + character + after)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test.each(['a', '?', '駐', '👍', '🏳️‍🌈', '한', '１', '\u0301'])('%s can be seen', (text) => {
  expect(hasVisibleText(text)).toBe(true);
});

test('a field that nobody can see has exactly one fault', () => {
  const field = z.string().check(...visible, z.regex(/^x/));
  for (const text of ['', '\u200b']) {
    expect(field.safeParse(text).error?.issues).toMatchObject([{ message: 'must contain visible text' }]);
  }
});
