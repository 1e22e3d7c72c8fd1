import type * as z from 'zod/mini';
import type { Schema } from '../declare/route';
import { firstFaults, locationOf, type NamedFaults } from '../errors/faults';
import { faultsOf, type Issue } from '../errors/issue-text';
import { Problem } from '../errors/problem';
import { malformedStrings } from './well-formed';

/** The part of a request that a value was in. */
export type Part = 'body' | 'query' | 'path';

const refused = (faults: NamedFaults): Problem =>
  new Problem('invalid_request', {
    detail: 'Some fields are missing, wrong or unknown; errors lists them.',
    ...faults,
  });

/**
 * Checks one part of a request against its schema.
 * @throws Problem `invalid_request` that names the fields that are wrong.
 */
export const validate = <S extends Schema>(schema: S, part: Part, value: unknown): z.output<S> => {
  const malformed = firstFaults(malformedStrings(value), (path) => ({
    location: locationOf([part, ...path]),
    message: 'is not well-formed Unicode',
  }));
  if (malformed.errors.length > 0) throw refused(malformed);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw refused(
    firstFaults(faultsOf(result.error.issues as readonly Issue[], value), ({ path, message }) => ({
      location: locationOf([part, ...path]),
      message: message(),
    })),
  );
};
