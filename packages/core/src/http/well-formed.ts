/**
 * The places of strings that are no Unicode text: half of a surrogate pair, which JSON can spell (`"\\ud800"`) and UTF-8, and
 * so DynamoDB, cannot (https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, D75). Names of fields count too.
 */
export function* malformedStrings(
  value: unknown,
  path: readonly PropertyKey[] = [],
): Generator<readonly PropertyKey[]> {
  if (typeof value === 'string' && !value.isWellFormed()) yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) {
    const place = [...path, Array.isArray(value) ? Number(key) : key.toWellFormed()];
    if (!key.isWellFormed()) yield place;
    yield* malformedStrings(item, place);
  }
}
