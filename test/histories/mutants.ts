/** A change of the code under test that takes one of its protections away. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly original: string;
  readonly mutated: string;
}

/** What the checks must catch: if they did not, they would not catch the mistake either. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no-write-time-check',
    file: 'packages/realtime/src/respond/commit-reply.ts',
    original: 'if (!mayStillReply(begun, before, now))',
    mutated: 'if (!before)',
  },
];
