import { median } from '../statistics';
import type { Field } from './field';
import type { Instance } from './instance';
import type { Answered } from './instance-program';
import type { Usage } from './usage';

/** What one request cost. */
export interface Cost extends Usage {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Sends an event to an instance, alone, and says what it cost. */
export const costOf = async (
  { meter }: Field,
  instance: Instance,
  event: unknown,
): Promise<Cost & { readonly answered: Answered }> => {
  const { result, usage } = await meter.during(() => instance.invoke(event));
  return { ...usage, ms: result.ms, cpuMs: result.cpuMs, answered: result };
};

/** The figures that are printed of several requests of one size: the median of each. */
export const figuresOf = (costs: readonly Cost[]): Readonly<Record<string, number>> => {
  const of = (value: (cost: Cost) => number): number => median(costs.map(value));
  return {
    ms: of(({ ms }) => ms),
    'CPU ms': of(({ cpuMs }) => cpuMs),
    requests: of(({ requests }) => requests),
    'read units': of(({ readUnits }) => readUnits),
    'write units': of(({ writeUnits }) => writeUnits),
    'KB answered': of(({ bytes }) => bytes / 1_024),
  };
};
