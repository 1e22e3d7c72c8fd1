export interface Coalesced {
  /** Has the work done once more: now, or when it is under way, after it. */
  request(): void;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

/** Work that is done one time after another, and once for all requests that came while it was being done. */
export const coalesced = (work: () => Promise<void>): Coalesced => {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await work();
    } while (again);
    running = undefined;
  };
  return {
    request: () => {
      if (running) again = true;
      else running = run();
    },
    idle: () => running ?? Promise.resolve(),
  };
};
