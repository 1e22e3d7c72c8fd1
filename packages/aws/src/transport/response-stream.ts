import type { IncomingMessage } from 'node:http';
import { aborted, timedOut } from './failures';

/**
 * An answer's body as it comes. Its connection is free for another request once the body has been read to its end, and is closed
 * otherwise: by an error, by the signal, or because whoever reads stops.
 * @param pauseMs the most milliseconds that may pass until the next piece.
 * @throws Error named `TimeoutError` after such a pause, `AbortError` after the signal, or what broke the connection.
 */
export async function* streamOf(
  response: IncomingMessage,
  pauseMs: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const abort = (): void => void response.destroy(aborted(signal));
  const pieces: AsyncIterator<Buffer> = response[Symbol.asyncIterator]();
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted) abort();
  try {
    for (;;) {
      const silence = setTimeout(() => response.destroy(timedOut(`nothing more within ${pauseMs} ms`)), pauseMs);
      const next = await pieces.next().finally(() => clearTimeout(silence));
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    response.destroy();
  }
}
