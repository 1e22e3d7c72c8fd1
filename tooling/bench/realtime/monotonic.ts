/** Milliseconds of the machine's monotonic clock: the same in every process, so a frame can be timed from one to another. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
