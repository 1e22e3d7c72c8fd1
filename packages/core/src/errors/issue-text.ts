/** The parts of zod's issues that our texts are made from. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code?: string;
  readonly message: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly format?: string;
}

/** `zod/mini` comes without a language: this is the message of every schema that has none of its own. */
const NO_WORDS = 'Invalid input';

/** What the size of each kind of value counts; numbers are compared instead. */
const COUNTED: Readonly<Record<string, string>> = {
  string: 'characters',
  array: 'items',
  set: 'items',
  record: 'fields',
};

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

const bound = (origin: string | undefined, least: boolean, limit: unknown): string => {
  const counted = COUNTED[origin ?? ''];
  const words = least ? 'at least' : 'at most';
  return counted ? `must have ${words} ${String(limit)} ${counted}` : `must be ${words} ${String(limit)}`;
};

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    // A field that is missing must not be found among what every object inherits.
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );

/** Says in a few words what a field must be: the schema's own message if it has one, otherwise made from its rule. */
export const issueText = (issue: Issue, root: unknown): string => {
  if (issue.message !== NO_WORDS && issue.message !== '') return issue.message;
  if (valueAt(root, issue.path) === undefined) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected ?? 'value of another kind')}`;
    case 'too_small':
      return bound(issue.origin, true, issue.minimum);
    case 'too_big':
      return bound(issue.origin, false, issue.maximum);
    case 'invalid_value':
      return `must be ${(issue.values ?? []).length > 1 ? 'one of ' : ''}${(issue.values ?? []).map(String).join(', ')}`;
    case 'invalid_format':
      return `must be ${article(issue.format === 'url' ? 'URL' : (issue.format ?? 'value of another form'))}`;
    default:
      return 'is not valid';
  }
};

/** One fault for one field: an unknown field is named itself, rather than its parent. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  /** Made only when asked for: most faults of a very bad body are only counted. */
  message(): string;
}

/** What is wrong with a value, fault by fault. */
export function* faultsOf(issues: readonly Issue[], value: unknown): Generator<Fault> {
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys' && issue.keys) {
      for (const key of issue.keys) yield { path: [...issue.path, key], message: () => 'is not known' };
    } else yield { path: issue.path, message: () => issueText(issue, value) };
  }
}
