import type { Operation } from '@frontdesk/testkit/operations';

/** Reads the path variables of an address, for every operation whose path it matches. */
export const variablesOf = (location: string | undefined, operations: readonly Operation[]): [string, string][] => {
  const given = location?.split('/') ?? [];
  return operations.flatMap(({ path }) => {
    const wanted = path.split('/');
    const fits = wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i]);
    if (!fits) return [];
    return wanted.flatMap((part, i): [string, string][] =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[i] ?? '')]] : [],
    );
  });
};
