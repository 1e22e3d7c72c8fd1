/** Counts what has begun and has not ended yet. */
export interface UnderWay {
  /** Returns the function that ends it. */
  begin(): () => void;
  /** Counts the work until its promise settles. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Resolves once nothing is under way. */
  idle(): Promise<void>;
}

export const underWay = (): UnderWay => {
  let count = 0;
  let resolveIdle = (): void => undefined;
  const begin = () => {
    count += 1;
    return (): void => {
      count -= 1;
      if (count === 0) resolveIdle();
    };
  };
  return {
    begin,
    during: (work) => work.finally(begin()),
    idle: () =>
      new Promise((resolve) => {
        resolveIdle = resolve;
        if (count === 0) resolve();
      }),
  };
};
