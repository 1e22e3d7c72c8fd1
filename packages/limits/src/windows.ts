/**
 * Overlapping windows: a new one begins every sixth of a window's length, so six are open at any time. Whatever happens
 * within five sixths of a window's length falls into one common window, whenever it begins.
 */
export const OPEN_WINDOWS = 6;

export interface Windows {
  /** The open windows, oldest first. */
  readonly open: readonly number[];
  /** Windows that are over, without the last one: another process's clock may be a little behind. */
  readonly ended: readonly number[];
  /** Epoch milliseconds. */
  endOf(window: number): number;
}

/** Windows are numbered by when they begin. */
export const windowsAt = (nowMs: number, windowSeconds: number): Windows => {
  const stepMs = (windowSeconds * 1_000) / OPEN_WINDOWS;
  const newest = Math.floor(nowMs / stepMs);
  const before = (window: number): number[] =>
    Array.from({ length: OPEN_WINDOWS }, (_, i) => window - OPEN_WINDOWS + 1 + i);
  return {
    open: before(newest),
    ended: before(newest - OPEN_WINDOWS - 1),
    endOf: (window) => (window + OPEN_WINDOWS) * stepMs,
  };
};
