import { CallerTimeoutError } from './errors';

/**
 * Rejects after `timeoutMs`, and tells the work by the signal that nobody waits for it any more.
 * @throws CallerTimeoutError
 */
export const withPatience = async <T>(
  functionName: string,
  timeoutMs: number | undefined,
  work: (signal?: AbortSignal) => Promise<T>,
): Promise<T> => {
  if (timeoutMs === undefined) return work();
  const gone = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new CallerTimeoutError(functionName, timeoutMs);
      gone.abort(error);
      reject(error);
    }, timeoutMs);
    // It must not keep a process alive that has nothing else to wait for.
    timer.unref();
  });
  try {
    return await Promise.race([work(gone.signal), patience]);
  } finally {
    clearTimeout(timer);
  }
};
