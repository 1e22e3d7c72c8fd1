/** Makes a text that costs more than its length suggests: takes a size in bytes of UTF-8, and fills it. */
export type Filler = (bytes: number) => string;

/** Repeats a text until the size is reached. */
const filled =
  (...parts: readonly string[]): Filler =>
  (bytes) => {
    const whole = parts.join('');
    return whole.repeat(Math.max(1, Math.floor(bytes / Buffer.byteLength(whole))));
  };

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Words that no other text has, each like many others. */
const strangeWords: Filler = (bytes) => {
  const words: string[] = [];
  for (let i = 0; words.length * 10 < bytes; i += 1) {
    words.push(`s${LETTERS[i % 26]}${LETTERS[(i * 7) % 26]}n${LETTERS[(i * 11) % 26]}${LETTERS[(i >> 3) % 26]}ring`);
  }
  return words.join(' ');
};

export const WORST_TEXTS: Readonly<Record<string, Filler>> = {
  letters: filled('a'),
  blanks: filled(' '),
  digits: filled('1'),
  'strange words': strangeWords,
  'hyphenated words': filled('check-up '),
  'one hyphenated word': filled('a-'),
  quotes: filled('"'),
  backslashes: filled('\\'),
  controls: filled('\u0000'),
  'opening brackets': filled('['),
  'percent signs': filled('%'),
  commas: filled(','),
  'halves of surrogate pairs': filled('\ud800'),
  emoji: filled('👩‍👩‍👧‍👦'),
  'marks in the wrong order': (bytes) => `a${filled('\u0315\u0300\u05ae\u0327')(bytes)}`,
  'marks sorted backwards': (bytes) =>
    ['\u0345', '\u035d', '\u0315', '\u0300', '\u0323', '\u0321', '\u0591']
      .map((mark) => filled(mark)(bytes / 7))
      .join(''),
  'letters with as many marks as are kept': filled(`a${'\u0300'.repeat(29)}`),
  'characters that NFKC makes longer': filled('\ufdfa'),
  'letters of Hangul': filled('\u1112\u1161\u11ab'),
  Japanese: filled('予約はできますか'),
  hiragana: filled('かっとあー'),
  katakana: filled('カットー'),
  'small talk': filled('ok thanks '),
  'nearly a wish for a person': filled('want to to connect me a b speak with '),
  'nearly a wish for a person, in Japanese': filled('担当の人に直接お話'),
  'nearly a time': (bytes) => `2026-01-01T00:00:00.${filled('0')(bytes)}`,
  'nearly a URL': (bytes) => `https://[${filled('a.')(bytes)}`,
  'nearly a media type': (bytes) => `application/${filled('a+')(bytes)}`,
  'nearly a list of tags': filled('W/"a",W/"'),
};
