/** The value that a given part of them, between 0 and 1, lies below. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export interface Ratio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Each measurement divided by the one made next to it: what disturbs the machine disturbs both. */
export const ratioOf = (ours: readonly number[], reference: readonly number[]): Ratio => {
  const ratios = ours.flatMap((value, round) => value / (reference[round] ?? Number.NaN));
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) };
};

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
