import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { CleanText } from '../../src/models/clean-text';

const cleaned = (pieces: readonly string[]): string[] => {
  const clean = new CleanText();
  return [...pieces.map((piece) => clean.add(piece)), clean.end()];
};

const unit = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '\t',
  'ー',
  '\ud83d',
  '\ude97',
  '🚗',
  '\0',
  '\x1b',
  '\r',
  '\u202e',
  '\u2066',
  '\x85',
);

describe('text that comes in pieces', () => {
  test('a text that is clean comes out as it went in, wherever it is cut', () => {
    assertProperty(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, at) => {
        const cut = text.length === 0 ? 0 : at % text.length;
        const visible = text.replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
        expect(cleaned([text.slice(0, cut), text.slice(cut)]).join('')).toBe(visible);
      }),
    );
  });

  test('every piece is well-formed, and the cuts make no difference', () => {
    assertProperty(
      fc.property(fc.array(fc.array(unit).map((units) => units.join(''))), (pieces) => {
        const out = cleaned(pieces);
        expect(out.every((piece) => piece.isWellFormed())).toBe(true);
        expect(out.join('')).toBe(cleaned([pieces.join('')]).join(''));
      }),
    );
  });

  test.each([
    ['a half surrogate is replaced', ['bad \ud83d emoji'], 'bad \ufffd emoji'],
    ['a half surrogate at the end is replaced', ['bad \ud83d'], 'bad \ufffd'],
    ['a pair in two pieces is put together', ['a \ud83d', '\ude97 b'], 'a 🚗 b'],
    ['control characters are removed, but not line feeds and tabs', ['a\0b\x1b[1m\r\n\tc\x7f\x85'], 'ab[1m\n\tc'],
    ['what reverses the text around it is removed', ['a\u202eb\u2066c\u2069\u202c'], 'abc'],
    ['what joins emoji stays', ['👩\u200d⚕️'], '👩\u200d⚕️'],
  ])('%s', (_, pieces, expected) => {
    expect(cleaned(pieces).join('')).toBe(expected);
  });
});
