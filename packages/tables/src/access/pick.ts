/**
 * The named attributes of an item, in that order, because DynamoDB keeps no order and equal answers should look the same.
 * Everything else in the item, such as keys and vectors, is dropped.
 */
export const pick = <T>(item: Readonly<Record<string, unknown>>, names: readonly (keyof T & string)[]): T =>
  Object.fromEntries(names.filter((name) => item[name] !== undefined).map((name) => [name, item[name]])) as T;
