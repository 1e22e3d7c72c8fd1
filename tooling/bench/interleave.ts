type Contestants = Readonly<Record<string, () => unknown>>;

/** What each contestant gave in each round, in step with the others. */
type Results<C extends Contestants> = { readonly [K in keyof C]: Awaited<ReturnType<C[K]>>[] };

/**
 * Runs contestants in turn, A B A B, one after the other and never two at once. Every other round goes backwards, so that
 * none always runs after the same other one.
 */
export const interleave = async <C extends Contestants>(rounds: number, contestants: C): Promise<Results<C>> => {
  const names = Object.keys(contestants);
  const results: Record<string, unknown[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      results[name]?.push(await contestants[name]?.());
    }
  }
  return results as Results<C>;
};
