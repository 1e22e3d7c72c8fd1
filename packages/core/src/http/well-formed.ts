/** A value and its path. */
interface Place {
  readonly value: unknown;
  readonly key: PropertyKey;
  readonly parent: Place | undefined;
}

const pathOf = (place: Place | undefined): PropertyKey[] => {
  const path: PropertyKey[] = [];
  for (let at = place; at?.parent; at = at.parent) path.push(at.key);
  return path.reverse();
};

/**
 * The paths of strings that are not well-formed Unicode: half of a surrogate pair, which JSON can write (`"\\ud800"`) but
 * UTF-8, and so DynamoDB, cannot (https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, D75). Field names count too. In the
 * order of the text, and without recursion, because the sender chooses how deep a value is.
 */
export function* malformedStrings(root: unknown): Generator<readonly PropertyKey[]> {
  const left: Place[] = [{ value: root, key: '', parent: undefined }];
  for (let place = left.pop(); place; place = left.pop()) {
    const { value, key } = place;
    if (typeof key === 'string' && !key.isWellFormed()) yield pathOf(place);
    if (typeof value === 'string' && !value.isWellFormed()) yield pathOf(place);
    if (value === null || typeof value !== 'object') continue;
    const inner: Place[] = Array.isArray(value)
      ? value.map((item, index) => ({ value: item, key: index, parent: place }))
      : Object.entries(value).map(([name, item]) => ({ value: item, key: name, parent: place }));
    for (let i = inner.length - 1; i >= 0; i--) left.push(inner[i] as Place);
  }
}
