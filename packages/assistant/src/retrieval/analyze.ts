import { normalForm } from '@frontdesk/core/text';
import { type Character, pairOf, SCRIPT_WEIGHT, toKatakana, tokensOf } from './characters';
import { stem, wordWeight } from './english';
import { englishWords, type KnownSpelling, spellings } from './lexicon';
import { scriptOf } from './script';
import type { Token } from './token';

/** A stretch of text that says one thing: an English word or phrase, a run of characters of one script. */
export interface Unit {
  readonly tokens: readonly Token[];
  /** The term of the concept it expresses, if it is a known one. */
  readonly concept?: string;
  readonly weight: number;
}

export interface Analysis {
  readonly units: readonly Unit[];
  /** Pairs of characters that span two units. */
  readonly bridges: readonly Token[];
  /** The words as they are written. */
  readonly words: readonly string[];
  /** The runs of katakana. */
  readonly katakana: readonly string[];
}

/** The FAQ's words, to compare a query's spelling with. */
export interface Spelling {
  /** The word that was meant, or the word itself. */
  readonly word: (word: string) => string;
  /** Whether a word of the FAQ in katakana begins like this. */
  readonly katakana: (beginning: string) => boolean;
}

/** No customer's text can contain it, so a concept is never mistaken for a word. */
const conceptTerm = (concept: string): string => `\u0000${concept}`;

const BRIDGE_WEIGHT = 0.3;
const GENERAL_WEIGHT = 0.2;
/** A corrected word may be the wrong one. */
const MENDED_WEIGHT = 0.8;

/**
 * Turns text into what is ranked: Unicode NFKC and lower case; English by stem, without accents; Japanese, Chinese and
 * Korean by pairs of characters and single Han characters.
 */
export class Analyzer {
  readonly #stems = new Map<string, string>();

  analyze(text: string, spelling?: Spelling): Analysis {
    const units: Unit[] = [];
    const bridges: Token[] = [];
    const written: string[] = [];
    const katakana: string[] = [];
    let words: string[] = [];
    let word = '';
    let characters: Character[] = [];
    const endWord = (): void => {
      if (word) {
        words.push(word);
        written.push(word);
      }
      word = '';
    };
    const endWords = (): void => {
      endWord();
      if (words.length > 0) this.#addWords(words, units, spelling);
      words = [];
    };
    const endCharacters = (): void => {
      const meant = spelling ? toKatakana(characters, spelling.katakana) : characters;
      this.#addCharacters(meant, { units, bridges, katakana });
      characters = [];
    };
    for (const character of normalForm(text, 'NFKC').toLowerCase()) {
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
    return { units, bridges, words: written, katakana };
  }

  #addWords(words: readonly string[], units: Unit[], spelling: Spelling | undefined): void {
    const tokens = words.map((written) => {
      const word = spelling && wordWeight(written) === 1 ? this.#mended(written, spelling) : written;
      return { term: this.#stem(word), weight: wordWeight(word) * (word === written ? 1 : MENDED_WEIGHT) };
    });
    const { phrases, stems } = englishWords();
    for (let i = 0; i < tokens.length; ) {
      const first = tokens[i]?.term ?? '';
      const phrase = phrases
        .get(first)
        ?.find(({ rest }) => rest.every((next, offset) => tokens[i + 1 + offset]?.term === next));
      const span = tokens.slice(i, i + 1 + (phrase?.rest.length ?? 0));
      const concept = phrase?.concept ?? stems.get(first);
      const weight = phrase ? 1 : Math.max(...span.map((token) => token.weight));
      units.push(
        concept === undefined ? { tokens: span, weight } : { tokens: span, concept: conceptTerm(concept), weight },
      );
      i += span.length;
    }
  }

  #mended(word: string, spelling: Spelling): string {
    return englishWords().stems.has(this.#stem(word)) ? word : spelling.word(word);
  }

  /** Cuts a run where its script changes and around the spellings known in it; pairs characters within and across the cuts. */
  #addCharacters(
    characters: readonly Character[],
    { units, bridges, katakana }: { units: Unit[]; bridges: Token[]; katakana: string[] },
  ): void {
    for (let i = 0; i < characters.length; ) {
      const known = this.#knownAt(characters, i);
      let end = i + (known?.text.length ?? 1);
      if (!known) {
        const { script } = characters[i] ?? {};
        while (characters[end]?.script === script && !this.#knownAt(characters, end)) end++;
      }
      const span = characters.slice(i, end);
      const tokens = tokensOf(span);
      if (span[0]?.script === 'katakana') katakana.push(span.map(({ text }) => text).join(''));
      const weight = known ? GENERAL_WEIGHT : SCRIPT_WEIGHT[span[0]?.script ?? 'han'];
      if (known?.concept !== undefined) units.push({ tokens, concept: conceptTerm(known.concept), weight: 1 });
      else if (tokens.length > 0) units.push({ tokens, weight });
      const [last, next] = [characters[end - 1], characters[end]];
      if (last && next) bridges.push(pairOf(last, next, BRIDGE_WEIGHT));
      i = end;
    }
  }

  #knownAt(characters: readonly Character[], at: number): KnownSpelling | undefined {
    return spellings()
      .get(characters[at]?.text ?? '')
      ?.find(({ text }) => {
        for (let i = 1; i < text.length; i++) if (characters[at + i]?.text !== text.charAt(i)) return false;
        return true;
      });
  }

  #stem(word: string): string {
    const known = this.#stems.get(word);
    if (known !== undefined) return known;
    const stemmed = stem(normalForm(word, 'NFD').replace(/\p{M}+/gu, '') || word);
    this.#stems.set(word, stemmed);
    return stemmed;
  }
}
