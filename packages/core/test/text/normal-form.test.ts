import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { type Form, normalForm } from '../../src/text/normal-form';

const FORMS: readonly Form[] = ['NFC', 'NFD', 'NFKC', 'NFKD'];
/** Marks of many combining classes, some of which decompose into two, and letters that compose with some of them. */
const marked = fc
  .array(fc.constantFrom('a', 'e\u0301', '\u0344', '\u0300', '\u0315', '\u0323', '\u05ae', '\u0327', '\u0f73', 'が'), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((parts) => fc.integer({ min: 1, max: 200 }).map((times) => parts.join('').repeat(times)));

test('writing of any language is normalized as Unicode says', () => {
  assertProperty(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.constantFrom(...FORMS), (text, form) => {
      expect(normalForm(text, form)).toBe(text.normalize(form));
    }),
  );
});

test('a normal form is its own normal form, however many marks there are', () => {
  assertProperty(
    fc.property(marked, fc.constantFrom(...FORMS), (text, form) => {
      const once = normalForm(text, form);
      expect(normalForm(once, form)).toBe(once);
      expect(once.replaceAll('\u034f', '').normalize(form)).toBe(text.normalize(form));
    }),
  );
});
