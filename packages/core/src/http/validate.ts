import type * as z from 'zod/mini';
import type { Schema } from '../declare/route';
import { type InvalidField, Problem } from '../errors/problem';
import { type Issue, issueText } from '../issue-text';
import { malformedStrings } from './well-formed';

type Part = 'body' | 'query' | 'path';
const at = (part: Part, path: readonly PropertyKey[]): string => [part, ...path.map(String)].join('.');

/** One field a fault; an unknown field is named by its own name rather than by its parent's. */
const invalidFields = (part: Part, issue: Issue, value: unknown): InvalidField[] =>
  issue.code === 'unrecognized_keys' && issue.keys
    ? issue.keys.map((key) => ({ location: at(part, [...issue.path, key]), message: 'is not known' }))
    : [{ location: at(part, issue.path), message: issueText(issue, value) }];

const refused = (errors: InvalidField[]): Problem =>
  new Problem('invalid_request', { detail: 'Some fields are missing, wrong or unknown; errors lists each.', errors });

/**
 * Checks one part of a request against its schema.
 * @throws Problem `invalid_request` that names every field that is wrong.
 */
export const validate = <S extends Schema>(schema: S, part: Part, value: unknown): z.output<S> => {
  const malformed = [...malformedStrings(value)];
  if (malformed.length > 0) {
    throw refused(malformed.map((path) => ({ location: at(part, path), message: 'is not well-formed Unicode' })));
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refused(result.error.issues.flatMap((issue) => invalidFields(part, issue as Issue, value)));
};
