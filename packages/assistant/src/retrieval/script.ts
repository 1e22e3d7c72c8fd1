/** Kinds of characters that ranking treats differently. */
export type Script = 'han' | 'hiragana' | 'katakana' | 'hangul' | 'word';

const OTHER_WORD = /[\p{L}\p{N}\p{M}]/u;

const isAsciiWord = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);

/**
 * The kind of one code point (of NFKC text), or `undefined` if it separates words.
 * Block ranges: https://www.unicode.org/Public/UNIDATA/Blocks.txt
 */
export const scriptOf = (code: number): Script | undefined => {
  if (code < 0x80) return isAsciiWord(code) ? 'word' : undefined;
  if (code >= 0x3041 && code <= 0x309f) return 'hiragana';
  if (code === 0x30fb) return undefined; // the middle dot
  if (code >= 0x30a1 && code <= 0x30ff) return 'katakana';
  if (code >= 0x31f0 && code <= 0x31ff) return 'katakana';
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)) return 'han';
  if (code >= 0x3005 && code <= 0x3007) return 'han'; // 々 〆 〇
  if ((code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff)) return 'han';
  if ((code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1100 && code <= 0x11ff)) return 'hangul';
  if ((code >= 0x2000 && code <= 0x206f) || (code >= 0x3001 && code <= 0x3020)) return undefined; // punctuation
  return OTHER_WORD.test(String.fromCodePoint(code)) ? 'word' : undefined;
};
