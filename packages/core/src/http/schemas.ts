import * as z from 'zod/mini';

const wholeNumber = z.string().check(z.regex(/^\d{1,12}$/, 'must be a whole number'));

/** A whole number in a query string or a path, between two bounds. The documents show it as an integer. */
export const textNumber = (least: number, most: number) => {
  const schema = z.pipe(wholeNumber, z.pipe(z.transform(Number), z.int().check(z.gte(least), z.lte(most))));
  schema._zod.toJSONSchema = () => ({ type: 'integer', minimum: least, maximum: most });
  return schema;
};

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
