/**
 * Line ends and angle brackets are what a fence is made of; JSON escapes the first (but for two of Unicode's), and these are
 * escaped besides, so that no value can end its line or write a tag. Also the marks that turn the direction of writing, which
 * make a text read other than it is.
 */
const UNSAFE = /[<>\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A value as one line of JSON that holds neither a tag nor a line end. `JSON.parse` gives the value back. */
export const fencedJson = (value: unknown): string => JSON.stringify(value).replace(UNSAFE, escaped);

/** Lines of data between tags. Nothing in the data can write the closing tag. */
export const fence = (tag: string, values: readonly unknown[]): string =>
  [`<${tag}>`, ...values.map(fencedJson), `</${tag}>`].join('\n');
