import * as z from 'zod/mini';

/**
 * A character that shows something. White space, control and format characters and what Unicode says to ignore where it cannot
 * be shown (UAX #44, Default_Ignorable_Code_Point: zero-width spaces, fillers, variation selectors) do not; nor do noncharacters,
 * and two symbols that are blank by name: the Braille pattern without dots and the musical null notehead.
 */
const VISIBLE =
  /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\u{1d159}]/u;

/** Whether a reader would see anything of a text. */
export const hasVisibleText = (text: string): boolean => VISIBLE.test(text);

/** The checks of a text that stands for nothing if nobody can see it. The length is for the documents: the first says all. */
export const visible = [
  z.refine<string>(hasVisibleText, { message: 'must hold text that can be seen', abort: true }),
  z.minLength(1),
] as const;
