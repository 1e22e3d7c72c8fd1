/**
 * Sends requests over kept connections, one at a time on each, in a process apart from the servers. A client made of
 * Node's own `http` would be slower than the servers that it measures.
 */
import autocannon from 'autocannon';
import { answer, job } from '../answer';

export interface LoadJob {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly connections: number;
  /** What comes within it, in milliseconds, is not counted. */
  readonly warmUpMs: number;
  readonly seconds: number;
}

export interface Load {
  /** How long each request took, in milliseconds. */
  readonly latencies: readonly number[];
  readonly perSecond: number;
}

const { url, method, headers, body, connections, warmUpMs, seconds } = job<LoadJob>();

const latencies: number[] = [];
let counting = 0;
let last = 0;

const options: autocannon.Options = {
  url,
  method,
  headers,
  ...(body !== undefined && { body }),
  connections,
  duration: warmUpMs / 1_000 + seconds,
  // It stops at the end of an interval.
  sampleInt: 50,
};
const run = autocannon(options, (error, result) => {
  const refused = error ?? (result.errors + result.non2xx > 0 && `${result.errors} errors, ${result.non2xx} refusals`);
  if (refused) throw new Error(`${method} ${url}: ${String(refused)}`);
  answer({ latencies, perSecond: (latencies.length * 1_000) / (last - counting) } satisfies Load);
});
run.on('start', () => {
  counting = performance.now() + warmUpMs;
});
run.on('response', (_client, _status, _bytes, milliseconds) => {
  last = performance.now();
  if (last > counting) latencies.push(milliseconds);
});
