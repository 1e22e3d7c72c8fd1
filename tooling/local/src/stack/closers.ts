export interface Closers {
  add(close: () => Promise<void> | void): void;
  /** Runs everything that was added, last first, each once, even if others fail. */
  close(): Promise<void>;
}

/** Collects ways to end what was started, so that a start that fails half-way leaves nothing behind. */
export const closers = (): Closers => {
  const added: (() => Promise<void> | void)[] = [];
  return {
    add: (close) => {
      added.push(close);
    },
    close: async () => {
      for (let close = added.pop(); close; close = added.pop()) {
        try {
          await close();
        } catch {
          // Close the others anyway.
        }
      }
    },
  };
};
