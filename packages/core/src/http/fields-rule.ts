import * as z from 'zod/mini';

/**
 * A rule about how fields of an object go together. It is held against fields that are right by themselves: of one that is not,
 * its own fault is all that can be said. (Left to itself zod runs a rule on whatever a field with a wrong format became.)
 * @param fields those that the rule looks at.
 * @param fault the field that is told, and what it is told.
 */
export const fieldsRule = <T extends object>(
  fields: readonly (keyof T & string)[],
  holds: (value: T) => boolean,
  fault: { readonly path: keyof T & string; readonly message: string },
) =>
  z.refine<T>(holds, {
    path: [fault.path],
    message: fault.message,
    when: ({ issues }) =>
      issues.every(({ path: [field] = [], code }) =>
        field === undefined ? code === 'unrecognized_keys' : !(fields as readonly PropertyKey[]).includes(field),
      ),
  });
