/** How many milliseconds before Lambda would end the invocation its work is given up: enough time to report that. */
export const END_BEFORE_TIMEOUT_MS = 250;

/** Work was still running when the invocation had to end. It may still have its effect. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
}

/**
 * Waits for work until shortly before the invocation ends.
 * @throws DeadlineExceeded
 */
export const withinDeadline = async <T>(remainingMs: number, work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const end = (): void => reject(new DeadlineExceeded('the invocation ended before the work did'));
    timer = setTimeout(end, Math.max(0, remainingMs - END_BEFORE_TIMEOUT_MS));
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
};
