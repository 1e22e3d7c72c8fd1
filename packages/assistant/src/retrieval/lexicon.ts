import { once } from '@frontdesk/core/cache';
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

/** The known words of English, arranged for look-up. */
export interface EnglishWords {
  /** By the first word's stem, longest first. */
  readonly phrases: ReadonlyMap<string, readonly KnownPhrase[]>;
  /** The concepts of single words, by stem. */
  readonly stems: ReadonlyMap<string, string>;
}

/** The known spellings of Japanese, Chinese and Korean: by first character, longest first. */
export type Spellings = ReadonlyMap<string, readonly KnownSpelling[]>;

const append = <V>(map: Map<string, V[]>, key: string, value: V): void => {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
};

const arrangeWords = (): EnglishWords => {
  const phrases = new Map<string, KnownPhrase[]>();
  const stems = new Map<string, string>();
  for (const [concept, { english }] of Object.entries(CONCEPTS)) {
    for (const phrase of english.split(', ')) {
      const [first = '', ...rest] = phrase.split(' ').map(stem);
      if (rest.length > 0) append(phrases, first, { rest, concept });
      else stems.set(first, concept);
    }
  }
  for (const found of phrases.values()) found.sort((a, b) => b.rest.length - a.rest.length);
  return { phrases, stems };
};

const arrangeSpellings = (): Spellings => {
  const spellings = new Map<string, KnownSpelling[]>();
  for (const [concept, { japanese, others = '' }] of Object.entries(CONCEPTS)) {
    for (const text of `${japanese} ${others}`.trim().split(' ')) append(spellings, text.charAt(0), { text, concept });
  }
  for (const text of GENERAL_SPELLINGS.split(' ')) append(spellings, text.charAt(0), { text });
  for (const found of spellings.values()) found.sort((a, b) => b.text.length - a.text.length);
  return spellings;
};

/** Each is made when first asked for: a cold start waits only for the scripts that its FAQ uses. */
export const englishWords = once(arrangeWords);
export const spellings = once(arrangeSpellings);
