/** What the index counts: a word's stem, a pair of characters, a single Han character, or a concept. */
export interface Token {
  readonly term: string;
  /** How telling the token's form is, from 0 to 1, before the FAQ has a say. */
  readonly weight: number;
}
