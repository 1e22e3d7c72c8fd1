import type { Script } from './script';
import type { Token } from './token';

/** A character of a script without spaces between words. */
export interface Character {
  readonly text: string;
  readonly script: Exclude<Script, 'word'>;
}

/** Hiragana alone is mostly grammar (ありますか); Han and katakana name things. */
export const SCRIPT_WEIGHT: Readonly<Record<Character['script'], number>> = {
  han: 1,
  katakana: 1,
  hangul: 1,
  hiragana: 0.06,
};
const SINGLE_WEIGHT = 0.4;
/** Katakana is U+0060 above the hiragana of the same sound. */
const KATAKANA_OFFSET = 0x60;
const SHORTEST_KATAKANA = 3;
/** Lengthens the vowel before it, in katakana and, by those who write カラー as からー, in hiragana. */
const LONG_VOWEL = 'ー';

/** Two neighbours as one token. */
export const pairOf = (a: Character, b: Character, weight: number): Token => ({
  term: a.text + b.text,
  weight: a.script === 'hiragana' && b.script === 'hiragana' ? SCRIPT_WEIGHT.hiragana : weight,
});

/** The pairs of a run, its single Han characters, and the one character of a Korean run that has no pair. */
export const tokensOf = (run: readonly Character[]): Token[] => {
  const tokens: Token[] = [];
  for (const [i, character] of run.entries()) {
    const next = run[i + 1];
    const alone = run.length === 1;
    if (character.script === 'han') tokens.push({ term: character.text, weight: alone ? 1 : SINGLE_WEIGHT });
    else if (character.script === 'hangul' && alone) tokens.push({ term: character.text, weight: SINGLE_WEIGHT });
    if (next) tokens.push(pairOf(character, next, 1));
  }
  return tokens;
};

/** Three or more hiragana (ー among them) that begin a word which the FAQ writes in katakana were meant as that: かっと is カット. */
export const toKatakana = (characters: readonly Character[], known: (beginning: string) => boolean): Character[] => {
  const result = [...characters];
  for (let i = 0; i < result.length; ) {
    let turned = '';
    let found = '';
    for (let end = i; end < result.length; end++) {
      const { text, script } = result[end] ?? {};
      if (text === LONG_VOWEL && end > i) turned += LONG_VOWEL;
      else if (text !== undefined && script === 'hiragana')
        turned += String.fromCharCode(text.charCodeAt(0) + KATAKANA_OFFSET);
      else break;
      if (turned.length < SHORTEST_KATAKANA) continue;
      if (!known(turned)) break;
      found = turned;
    }
    for (const [offset, text] of [...found].entries()) result[i + offset] = { text, script: 'katakana' };
    i += Math.max(1, found.length);
  }
  return result;
};
