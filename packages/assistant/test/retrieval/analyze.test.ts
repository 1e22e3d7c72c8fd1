import { anyText } from '@frontdesk/testkit/any-text';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { Analyzer } from '../../src/retrieval/analyze';
import { scriptOf } from '../../src/retrieval/script';
import { someText } from '../support/entries';

const termsOf = (text: string): string[] => {
  const { units, bridges } = new Analyzer().analyze(text);
  return [...units.flatMap(({ tokens }) => tokens), ...bridges].map(({ term }) => term);
};
const conceptsOf = (text: string): (string | undefined)[] =>
  new Analyzer().analyze(text).units.map(({ concept }) => concept?.slice(1));

describe('text analysis', () => {
  test('any text can be analysed, lone surrogates and control characters included', () => {
    assertProperty(
      fc.property(fc.oneof(anyText(), someText), (text) => {
        for (const { term, weight } of new Analyzer().analyze(text).units.flatMap(({ tokens }) => tokens)) {
          expect(term).not.toBe('');
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text and its NFKC form say the same', () => {
    assertProperty(
      fc.property(fc.oneof(anyText(), someText), (text) => {
        expect(new Analyzer().analyze(text)).toEqual(new Analyzer().analyze(text.normalize('NFKC')));
      }),
      { numRuns: 2_000 },
    );
  });

  test('full-width letters and half-width katakana are read as the ordinary ones', () => {
    expect(termsOf('Ｗｉ－Ｆｉ ｶﾗｰ')).toEqual(termsOf('Wi-Fi カラー'));
  });

  test('Japanese is cut into pairs of characters and single Han characters', () => {
    expect(termsOf('縮毛矯正')).toEqual(expect.arrayContaining(['縮', '縮毛', '毛', '毛矯', '矯', '矯正', '正']));
    expect(termsOf('カラー')).toEqual(['カラ', 'ラー']);
  });

  test('pairs reach over the edges of what is known, so that compounds match however they are cut', () => {
    expect(termsOf('予約変更')).toEqual(expect.arrayContaining(['予約', '約変', '変更']));
  });

  test('Chinese and Korean are cut likewise', () => {
    expect(termsOf('停车场')).toEqual(expect.arrayContaining(['停车', '车场', '场']));
    expect(termsOf('진료시간')).toEqual(expect.arrayContaining(['진료', '료시', '시간']));
  });

  test('Han characters beyond the basic plane stay whole', () => {
    expect(termsOf('𠮷野家')).toEqual(expect.arrayContaining(['𠮷', '𠮷野', '野家']));
  });

  test('English words are stemmed, without accents and with their apostrophes', () => {
    expect(termsOf("Cafés don't whitening")).toEqual(['cafe', 'dont', 'whiten']);
  });

  test.each([
    ['How much would that set me back?', 'price'],
    ['Can I leave my vehicle there?', 'parking'],
    ["I can't make it", 'cancel'],
    ['料金を知りたい', 'price'],
    ['何時まで開いていますか', 'hours'],
    ['可以停车吗', 'parking'],
    ['가격이 궁금해요', 'price'],
  ])('%s speaks of %s', (text, concept) => {
    expect(conceptsOf(text)).toContain(concept);
  });

  test('no text can write a concept itself', () => {
    expect(conceptsOf('\u0000price')).toEqual(conceptsOf('price'));
    expect(termsOf('\u0000zebra')).toEqual(['zebra']);
  });
});

describe('a character', () => {
  test('of general or CJK punctuation parts words, as Unicode has it', () => {
    for (const [from, to] of [
      [0x2000, 0x206f],
      [0x3001, 0x3020],
    ] as const) {
      for (let code = from; code <= to; code++) {
        const parts = !/[\p{L}\p{N}\p{M}]/u.test(String.fromCodePoint(code));
        expect({ code, parts: scriptOf(code) === undefined }).toEqual({ code, parts });
      }
    }
  });
});
