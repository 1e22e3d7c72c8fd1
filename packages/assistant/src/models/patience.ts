/** A model said nothing for too long. */
export class SilenceError extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
    this.name = 'SilenceError';
  }
}

/** Settles like `promise`, or rejects with a {@link SilenceError} after this many milliseconds. */
const within = async <T>(promise: Promise<T>, milliseconds: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SilenceError(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([promise, silence]);
  } finally {
    clearTimeout(timer);
  }
};

/** Rejects as soon as the signal aborts, so that an iterator that ignores it is not waited for. */
const aborted = (signal: AbortSignal): { readonly promise: Promise<never>; readonly forget: () => void } => {
  let forget = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    forget = () => signal.removeEventListener('abort', abort);
  });
  promise.catch(() => {});
  return { promise, forget };
};

/**
 * Passes a stream on while each next event comes within `patience()` milliseconds, until the signal aborts. However it ends,
 * the stream is told to stop but not waited for: a model that hangs may never return.
 */
export async function* impatiently<T>(
  events: AsyncIterable<T>,
  patience: () => number,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const iterator = events[Symbol.asyncIterator]();
  const abort = aborted(signal);
  let ended = false;
  try {
    for (;;) {
      const next = await within(Promise.race([iterator.next(), abort.promise]), Math.max(0, patience()));
      if (next.done) {
        ended = true;
        return;
      }
      yield next.value;
    }
  } finally {
    abort.forget();
    if (!ended) iterator.return?.().then(undefined, () => {});
  }
}
