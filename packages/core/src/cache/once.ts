/**
 * Makes a value when it is first asked for, and keeps it: for what a cold start need not wait for. Not for anything with side
 * effects, nor for values that change with time.
 */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
