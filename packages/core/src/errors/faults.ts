/** Where in a request something is wrong, in the caller's terms: `body.message`, `query.limit`, `header.x-client-id`. */
export interface InvalidField {
  readonly location: string;
  readonly message: string;
}

/** The most faults that one answer names: a request can have as many as it has bytes, and its answer must stay small. */
export const MAX_FAULTS = 20;

/** The most UTF-16 code units of a caller's own field name that an answer repeats. */
const MAX_NAME = 64;

/** The most steps of a path that an answer repeats. */
const MAX_STEPS = 40;

/** A caller's own word as an answer repeats it: cut short, and always well-formed Unicode. */
export const brief = (name: string): string =>
  (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name).toWellFormed();

/** `body.customer.name`: where something is wrong, in the caller's terms. */
export const locationOf = (path: readonly PropertyKey[]): string =>
  [...path.slice(0, MAX_STEPS).map((name) => brief(String(name))), ...(path.length > MAX_STEPS ? ['…'] : [])].join('.');

/** The faults that an answer names, and how many more there are. */
export interface NamedFaults {
  readonly errors: readonly InvalidField[];
  readonly moreErrors: number;
}

/** Puts only the first faults into words: the others are just counted, which costs nothing. */
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
