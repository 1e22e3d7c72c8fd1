export interface Coalesced {
  /** Runs the work now, or once more after the current run if it is already running. */
  request(): void;
  /** Resolves when nothing is running or waiting. */
  idle(): Promise<void>;
}

/** Never runs the work twice at the same time. All requests that come during one run share the next one. */
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
