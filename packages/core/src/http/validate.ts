import type * as z from 'zod/mini';
import type { Schema } from '../declare/route';
import { type InvalidField, Problem } from '../errors/problem';

type Part = 'body' | 'query' | 'path';
type Issue = {
  readonly path: readonly PropertyKey[];
  readonly code?: string;
  readonly message: string;
  readonly keys?: readonly string[];
};

const at = (part: Part, path: readonly PropertyKey[]): string => [part, ...path.map(String)].join('.');

/** One field a fault; an unknown field is named by its own name rather than by its parent's. */
const invalidFields = (part: Part, issue: Issue): InvalidField[] =>
  issue.code === 'unrecognized_keys' && issue.keys
    ? issue.keys.map((key) => ({ location: at(part, [...issue.path, key]), message: 'is not known' }))
    : [{ location: at(part, issue.path), message: issue.message }];

/**
 * Checks one part of a request against its schema.
 * @throws Problem `invalid_request` that names every field that is wrong.
 */
export const validate = <S extends Schema>(schema: S, part: Part, value: unknown): z.output<S> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Problem('invalid_request', {
    detail: 'Some fields are missing, wrong or unknown; errors lists each.',
    errors: result.error.issues.flatMap((issue) => invalidFields(part, issue as Issue)),
  });
};
