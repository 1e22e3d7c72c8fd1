import { CallerTimeoutError } from './errors';

/**
 * Rejects after `timeoutMs`, and uses the signal to tell the work that nobody is waiting for it any more.
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
    // It must not keep alive a process that has nothing else to wait for.
    timer.unref();
  });
  try {
    return await Promise.race([work(gone.signal), patience]);
  } finally {
    clearTimeout(timer);
  }
};
