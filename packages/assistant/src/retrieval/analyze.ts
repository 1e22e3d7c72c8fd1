import { conceptLexicon } from './concepts';
import { stem, wordWeight } from './english';
import { type Script, scriptOf } from './script';

/** What the index counts: a word's stem, a pair of characters, a single Han character, or a concept. */
export interface Token {
  readonly term: string;
  /** How telling the token's form is, from 0 to 1, before the FAQ has a say. */
  readonly weight: number;
}

/** A stretch of text that says one thing: an English word or phrase, a run of characters of one script. */
export interface Unit {
  readonly tokens: readonly Token[];
  /** The term of the concept it expresses, if it is a known one. */
  readonly concept?: string;
  readonly weight: number;
}

export interface Analysis {
  readonly units: readonly Unit[];
  /** Pairs of characters that reach over the edge of a unit. */
  readonly bridges: readonly Token[];
}

/** What a query's spelling is compared with. */
export interface Spelling {
  /** The word that was meant, or the same. */
  word(word: string): string;
  /** Whether a word of the FAQ in katakana begins like this. */
  katakana(beginning: string): boolean;
}

/** No text of a customer's can contain it, so a concept is never mistaken for a word. */
const conceptTerm = (concept: string): string => `\u0000${concept}`;

const SINGLE_HAN_WEIGHT = 0.4;
const BRIDGE_WEIGHT = 0.3;
/** Hiragana alone is mostly grammar (ありますか); Han and katakana name things. */
const SCRIPT_WEIGHT: Readonly<Record<Exclude<Script, 'word'>, number>> = {
  han: 1,
  katakana: 1,
  hangul: 1,
  hiragana: 0.06,
};
const GENERAL_WEIGHT = 0.2;
/** A mended word may be the wrong one. */
const MENDED_WEIGHT = 0.8;
/** Katakana is U+0060 above the hiragana of the same sound. */
const KATAKANA_OFFSET = 0x60;

const SHORTEST_KATAKANA = 3;

const LEXICON = conceptLexicon(stem);

interface Character {
  readonly text: string;
  readonly script: Exclude<Script, 'word'>;
}

/**
 * Turns text into what is ranked: Unicode NFKC and lower case; English by stem, without accents; Japanese, Chinese and
 * Korean by pairs of characters and single Han characters.
 */
export class Analyzer {
  readonly #lexicon = LEXICON;
  readonly #stems = new Map<string, string>();
  readonly #katakana = new Set<string>();

  /** Every word met so far. */
  words(): Iterable<string> {
    return this.#stems.keys();
  }

  /** Every run of katakana met so far. */
  katakana(): Iterable<string> {
    return this.#katakana;
  }

  analyze(text: string, spelling?: Spelling): Analysis {
    const units: Unit[] = [];
    const bridges: Token[] = [];
    let words: string[] = [];
    let word = '';
    let characters: Character[] = [];
    const endWord = (): void => {
      if (word) words.push(word);
      word = '';
    };
    const endWords = (): void => {
      endWord();
      if (words.length > 0) this.#addWords(words, units, spelling);
      words = [];
    };
    const endCharacters = (): void => {
      if (characters.length > 0)
        this.#addCharacters(spelling ? toKatakana(characters, spelling) : characters, units, bridges);
      characters = [];
    };
    for (const character of text.normalize('NFKC').toLowerCase()) {
      const script = scriptOf(character.codePointAt(0) ?? 0);
      if (script === 'word') {
        endCharacters();
        word += character;
      } else if (script) {
        endWords();
        characters.push({ text: character, script });
      } else {
        endCharacters();
        // An apostrophe inside a word belongs to it: "don't" is one word.
        if (character !== "'" && character !== '’') endWord();
      }
    }
    endWords();
    endCharacters();
    return { units, bridges };
  }

  #addWords(words: readonly string[], units: Unit[], spelling: Spelling | undefined): void {
    const tokens = words.map((written) => {
      const word = spelling && wordWeight(written) === 1 ? this.#mended(written, spelling) : written;
      return { term: this.#stem(word), weight: wordWeight(word) * (word === written ? 1 : MENDED_WEIGHT) };
    });
    for (let i = 0; i < tokens.length; ) {
      const first = tokens[i]?.term ?? '';
      const phrase = this.#lexicon.phrases
        .get(first)
        ?.find(({ rest }) => rest.every((next, offset) => tokens[i + 1 + offset]?.term === next));
      const span = tokens.slice(i, i + 1 + (phrase?.rest.length ?? 0));
      const concept = phrase?.concept ?? this.#lexicon.stems.get(first);
      const weight = phrase ? 1 : Math.max(...span.map((token) => token.weight));
      units.push(
        concept === undefined ? { tokens: span, weight } : { tokens: span, concept: conceptTerm(concept), weight },
      );
      i += span.length;
    }
  }

  #mended(word: string, spelling: Spelling): string {
    return this.#lexicon.stems.has(this.#stem(word)) ? word : spelling.word(word);
  }

  /** Cuts a run where its script changes and around the spellings known in it, and pairs its characters within and across the cuts. */
  #addCharacters(characters: readonly Character[], units: Unit[], bridges: Token[]): void {
    for (let i = 0; i < characters.length; ) {
      const known = this.#knownAt(characters, i);
      let end = i + (known?.text.length ?? 1);
      if (!known) {
        while (
          end < characters.length &&
          characters[end]?.script === characters[i]?.script &&
          !this.#knownAt(characters, end)
        )
          end++;
      }
      const span = characters.slice(i, end);
      const tokens = tokensOf(span);
      if (span[0]?.script === 'katakana') this.#katakana.add(span.map(({ text }) => text).join(''));
      if (known?.concept !== undefined) units.push({ tokens, concept: conceptTerm(known.concept), weight: 1 });
      else if (tokens.length > 0)
        units.push({ tokens, weight: known ? GENERAL_WEIGHT : SCRIPT_WEIGHT[span[0]?.script ?? 'han'] });
      const [last, next] = [characters[end - 1], characters[end]];
      if (last && next) bridges.push(pairOf(last, next, BRIDGE_WEIGHT));
      i = end;
    }
  }

  #knownAt(characters: readonly Character[], at: number): { text: string; concept?: string } | undefined {
    return this.#lexicon.spellings.get(characters[at]?.text ?? '')?.find(({ text }) => {
      for (let i = 1; i < text.length; i++) if (characters[at + i]?.text !== text.charAt(i)) return false;
      return true;
    });
  }

  #stem(word: string): string {
    const known = this.#stems.get(word);
    if (known !== undefined) return known;
    const stemmed = stem(word.normalize('NFD').replace(/\p{M}+/gu, '') || word);
    this.#stems.set(word, stemmed);
    return stemmed;
  }
}

const pairOf = (a: Character, b: Character, weight: number): Token => ({
  term: a.text + b.text,
  weight: a.script === 'hiragana' && b.script === 'hiragana' ? SCRIPT_WEIGHT.hiragana : weight,
});

const tokensOf = (span: readonly Character[]): Token[] => {
  const tokens: Token[] = [];
  for (const [i, { text, script }] of span.entries()) {
    const next = span[i + 1];
    if (script === 'han') tokens.push({ term: text, weight: span.length === 1 ? 1 : SINGLE_HAN_WEIGHT });
    else if (script === 'hangul' && span.length === 1) tokens.push({ term: text, weight: SINGLE_HAN_WEIGHT });
    if (next) tokens.push(pairOf({ text, script }, next, 1));
  }
  return tokens;
};

/** Three or more hiragana that begin a word which the FAQ writes in katakana were meant as that: かっと is カット. */
const toKatakana = (characters: readonly Character[], spelling: Spelling): Character[] => {
  const result = [...characters];
  for (let i = 0; i + 2 < result.length; ) {
    let end = i;
    let turned = '';
    let found = '';
    while (result[end]?.script === 'hiragana') {
      turned += String.fromCharCode((result[end]?.text.charCodeAt(0) ?? 0) + KATAKANA_OFFSET);
      end++;
      if (turned.length < SHORTEST_KATAKANA) continue;
      if (!spelling.katakana(turned)) break;
      found = turned;
    }
    for (const [offset, text] of [...found].entries()) result[i + offset] = { text, script: 'katakana' };
    i += Math.max(1, found.length);
  }
  return result;
};
