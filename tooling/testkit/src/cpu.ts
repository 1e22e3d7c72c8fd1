/** What a piece of work cost. */
export interface Cost {
  /** Milliseconds of CPU that the whole process used: waiting costs nothing, and a busy machine changes little. */
  readonly total: number;
  /** The longest stretch of them in which nothing else could run. */
  readonly stretch: number;
}

const now = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Measures a piece of work. The process must do nothing else meanwhile. */
export const measure = async <T>(work: () => Promise<T>): Promise<{ result: T; cost: Cost }> => {
  let running = true;
  let stretch = 0;
  let last = now();
  const tick = (): void => {
    const at = now();
    stretch = Math.max(stretch, at - last);
    last = at;
    if (running) setTimeout(tick, 1);
  };
  const start = last;
  setTimeout(tick, 1);
  try {
    const result = await work();
    const total = now() - start;
    return { result, cost: { total, stretch: Math.min(total, Math.max(stretch, now() - last)) } };
  } finally {
    running = false;
  }
};
