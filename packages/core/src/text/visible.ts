import * as z from 'zod/mini';

/**
 * A visible character. White space, control and format characters and Unicode's default ignorables (UAX #44,
 * Default_Ignorable_Code_Point: zero-width spaces, fillers, variation selectors) are not visible; nor are noncharacters, nor
 * two symbols that are blank by definition: the Braille pattern without dots and the musical null notehead.
 */
const VISIBLE =
  /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1d159}]/u;

/** Whether a reader would see anything of a text. */
export const hasVisibleText = (text: string): boolean => VISIBLE.test(text);

/** The checks for a text that must be visible. The length is only for the documents: the first check implies it. */
export const visible = [
  z.refine<string>(hasVisibleText, { message: 'must contain visible text', abort: true }),
  z.minLength(1),
] as const;
