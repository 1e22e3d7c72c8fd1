import * as z from 'zod/mini';

/**
 * A rule about how the fields of an object go together. It runs only if each field is valid by itself; otherwise that
 * field's own fault is all there is to say. (By default, zod runs a rule even on fields whose format is wrong.)
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
