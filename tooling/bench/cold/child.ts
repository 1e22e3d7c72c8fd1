/**
 * One cold start, in a process of its own: from just before the bundle is loaded until its first request is answered.
 * Starting Node itself, the same for all, is not in it.
 */
import { answer, job } from '../answer';

export interface ColdStartJob {
  readonly bundle: string;
  readonly event: unknown;
}

/** In milliseconds. */
export interface ColdStart {
  readonly status: number;
  readonly importMs: number;
  readonly totalMs: number;
  /** Of the whole process, V8's and Node's own threads with it. Unlike time, another program's work does not add to it. */
  readonly cpuMs: number;
}

type Handler = (event: unknown, context: unknown) => Promise<{ statusCode: number }>;

const { bundle, event } = job<ColdStartJob>();
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 29_000 };

const begun = process.hrtime.bigint();
const used = process.cpuUsage();
const since = (): number => Number(process.hrtime.bigint() - begun) / 1e6;

const { handler } = require(bundle) as { handler: Handler };
const importMs = since();
handler(event, context).then(({ statusCode }) => {
  const totalMs = since();
  const { user, system } = process.cpuUsage(used);
  answer({ status: statusCode, importMs, totalMs, cpuMs: (user + system) / 1_000 } satisfies ColdStart);
});
