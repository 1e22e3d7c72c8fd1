import * as z from 'zod/mini';

const WHOLE_NUMBER = /^\d{1,12}$/;

const wholeNumber = z.transform((text: string, { issues }): number => {
  if (WHOLE_NUMBER.test(text)) return Number(text);
  issues.push({ code: 'custom', message: 'must be a whole number', input: text });
  return z.NEVER;
});

/**
 * A whole number in a query string or a path, between two bounds. The documents show it as an integer: of what is transformed,
 * they show the result.
 */
export const textNumber = (least: number, most: number) =>
  z.pipe(wholeNumber, z.int().check(z.gte(least), z.lte(most)));

/** How many of something there are, in an answer. */
export const count = z.int().check(z.gte(0));

/** A number in an answer that counts from 1: of a version, of a row. */
export const ordinal = z.int().check(z.gte(1));

/** `?limit=&cursor=` of every list: 1 to 100 items, 50 if left out. */
export const pageQuery = {
  limit: z._default(textNumber(1, 100), 50),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(4096))),
};

/** The shape of every list: its items under their own name, and the cursor of the next page. */
export const pageOf = <N extends string, S extends z.ZodMiniType>(name: N, item: S) =>
  z.strictObject({ [name]: z.array(item), next_cursor: z.nullable(z.string()) });
