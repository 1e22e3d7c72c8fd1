/** A stretch of time in epoch milliseconds, half-open: `from` belongs to it, `to` does not. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

export const overlap = (a: Interval, b: Interval): boolean => a.from < b.to && b.from < a.to;

/** The part of each interval that lies within the bounds. */
export const within = (bounds: Interval, intervals: readonly Interval[]): Interval[] =>
  intervals
    .filter((interval) => overlap(interval, bounds))
    .map(({ from, to }) => ({ from: Math.max(from, bounds.from), to: Math.min(to, bounds.to) }));

/** The same time in as few intervals as possible, in order: intervals that overlap or touch become one. */
export const merged = (intervals: readonly Interval[]): Interval[] => {
  const result: Interval[] = [];
  for (const next of intervals.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && next.from <= last.to) result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else result.push(next);
  }
  return result;
};

/** What is left of `whole` without `taken`, in order. */
export const without = (whole: readonly Interval[], taken: readonly Interval[]): Interval[] => {
  const holes = merged(taken);
  return merged(whole).flatMap((interval) => {
    const left: Interval[] = [];
    let { from } = interval;
    for (const hole of holes) {
      if (!overlap(hole, interval)) continue;
      if (hole.from > from) left.push({ from, to: hole.from });
      from = Math.max(from, hole.to);
    }
    return from < interval.to ? [...left, { from, to: interval.to }] : left;
  });
};
