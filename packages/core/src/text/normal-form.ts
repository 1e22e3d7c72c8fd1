/** Unicode's normal forms, as `String.prototype.normalize` names them. */
export type Form = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

/** Far more combining marks than a letter has in any writing system. */
const MARKS = 30;
/** Combines with nothing and is invisible: U+034F, the combining grapheme joiner. */
const JOINER = '\u034f';
const LONG_RUN = new RegExp(`[^\\P{M}${JOINER}]{${MARKS}}(?=[^\\P{M}${JOINER}])`, 'gu');
/** In UTF-16 code units: texts up to this length are cheap whatever they hold, and are not searched for runs. */
const SHORT = 256;

/** Splits runs of combining marks. */
const streamSafe = (text: string): string => (text.length <= SHORT ? text : text.replace(LONG_RUN, `$&${JOINER}`));

/**
 * A text in a normal form, in time that grows with its length. Normalizing sorts the marks that follow a letter, in time that
 * grows with the square of their number: 128,000 of them take 14 seconds. Runs of more than 30 are split first, as in Unicode's
 * Stream-Safe Text Format (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format); no writing has such runs. The result
 * is stable: normalizing it again changes nothing.
 */
export const normalForm = (text: string, form: Form): string => streamSafe(streamSafe(text).normalize(form));
