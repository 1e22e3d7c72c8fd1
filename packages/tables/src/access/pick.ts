/**
 * The named attributes of an item, in that order: DynamoDB keeps none, and answers that are the same should look the same.
 * What else the item holds, keys and vectors, stays behind.
 */
export const pick = <T>(item: Readonly<Record<string, unknown>>, names: readonly (keyof T & string)[]): T =>
  Object.fromEntries(names.filter((name) => item[name] !== undefined).map((name) => [name, item[name]])) as T;
