import { CONCEPTS, GENERAL_SPELLINGS } from './concepts';
import { stem } from './english';

export interface KnownSpelling {
  readonly text: string;
  /** None where it is only too general to tell much. */
  readonly concept?: string;
}

export interface KnownPhrase {
  /** The stems after the first. */
  readonly rest: readonly string[];
  readonly concept: string;
}

/** The known concepts, arranged for look-up. */
export interface Lexicon {
  /** By the first word's stem, longest first. */
  readonly phrases: ReadonlyMap<string, readonly KnownPhrase[]>;
  /** The concepts of single words, by stem. */
  readonly stems: ReadonlyMap<string, string>;
  /** By first character, longest first. */
  readonly spellings: ReadonlyMap<string, readonly KnownSpelling[]>;
}

const append = <V>(map: Map<string, V[]>, key: string, value: V): void => {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
};

const arrange = (): Lexicon => {
  const phrases = new Map<string, KnownPhrase[]>();
  const stems = new Map<string, string>();
  const spellings = new Map<string, KnownSpelling[]>();
  for (const [concept, { english, japanese, others = '' }] of Object.entries(CONCEPTS)) {
    for (const phrase of english.split(', ')) {
      const [first = '', ...rest] = phrase.split(' ').map(stem);
      if (rest.length > 0) append(phrases, first, { rest, concept });
      else stems.set(first, concept);
    }
    for (const text of `${japanese} ${others}`.trim().split(' ')) append(spellings, text.charAt(0), { text, concept });
  }
  for (const text of GENERAL_SPELLINGS.split(' ')) append(spellings, text.charAt(0), { text });
  for (const found of phrases.values()) found.sort((a, b) => b.rest.length - a.rest.length);
  for (const found of spellings.values()) found.sort((a, b) => b.text.length - a.text.length);
  return { phrases, stems, spellings };
};

let arranged: Lexicon | undefined;

/** Arranged when it is first needed: a function that ranks nothing need not wait for it to start. */
export const lexicon = (): Lexicon => {
  arranged ??= arrange();
  return arranged;
};
