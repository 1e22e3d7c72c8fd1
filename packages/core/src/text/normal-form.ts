/** Unicode's normal forms, as `String.prototype.normalize` names them. */
export type Form = 'NFC' | 'NFD' | 'NFKC' | 'NFKD';

/** As many combining marks as one letter has in any writing, by a wide margin. */
const MARKS = 30;
/** Combines with nothing, and looks like nothing: U+034F, the combining grapheme joiner. */
const JOINER = '\u034f';
const LONG_RUN = new RegExp(`[^\\P{M}${JOINER}]{${MARKS}}(?=[^\\P{M}${JOINER}])`, 'gu');
/** In UTF-16 code units: texts up to here cost nothing however they are made, and need no search for runs. */
const SHORT = 256;

/** Parts runs of combining marks. */
const streamSafe = (text: string): string => (text.length <= SHORT ? text : text.replace(LONG_RUN, `$&${JOINER}`));

/**
 * A text in a normal form, in time that grows with its length. Marks that follow a letter are put in order, which takes the
 * square of their number: 128,000 of them take 14 seconds. Runs of more than 30 are parted first, as Unicode's Stream-Safe
 * Text Format has it (https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format); no writing has such runs. What comes
 * out comes out again when it is given back.
 */
export const normalForm = (text: string, form: Form): string => streamSafe(streamSafe(text).normalize(form));
