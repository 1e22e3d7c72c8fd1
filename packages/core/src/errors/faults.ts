import type { InvalidField } from './problem';

/** Faults that one answer names: a request may have as many as it has bytes, and its answer must not be larger than it. */
export const MAX_FAULTS = 20;

/** Of a name that a caller made up, in UTF-16 code units, where an answer repeats it. */
const MAX_NAME = 64;

/** Of a path, its steps. */
const MAX_STEPS = 40;

/** A caller's own word as an answer repeats it: its beginning, and always text. */
export const brief = (name: string): string =>
  (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name).toWellFormed();

/** `body.customer.name`: where something is wrong, as a caller would point at it. */
export const locationOf = (path: readonly PropertyKey[]): string =>
  [...path.slice(0, MAX_STEPS).map((name) => brief(String(name))), ...(path.length > MAX_STEPS ? ['…'] : [])].join('.');

/** The faults that an answer names, and how many more there are. */
export interface NamedFaults {
  readonly errors: readonly InvalidField[];
  readonly moreErrors: number;
}

/** Words the first faults only: the others are counted, and cost nothing else. */
export const firstFaults = <T>(
  found: Iterable<T>,
  describe: (fault: T) => InvalidField,
  most = MAX_FAULTS,
): NamedFaults => {
  const errors: InvalidField[] = [];
  let all = 0;
  for (const fault of found) {
    all += 1;
    if (errors.length < most) errors.push(describe(fault));
  }
  return { errors, moreErrors: all - errors.length };
};
