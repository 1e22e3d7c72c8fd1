/**
 * A fence consists of line ends and angle brackets. JSON escapes line ends (except two of Unicode's); these and angle brackets
 * are escaped in addition, so that no value can end its line or write a tag. So are the marks that change the direction of
 * writing, which make a text look different from what it is.
 */
const UNSAFE = /[<>\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A value as one line of JSON without tags and line ends. `JSON.parse` returns the value. */
export const fencedJson = (value: unknown): string => JSON.stringify(value).replace(UNSAFE, escaped);

/** Lines of data between tags. Nothing in the data can write the closing tag. */
export const fence = (tag: string, values: readonly unknown[]): string =>
  [`<${tag}>`, ...values.map(fencedJson), `</${tag}>`].join('\n');
