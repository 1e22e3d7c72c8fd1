/** One instance of a function in a process of its own: it loads the bundle for its first event, and answers one at a time. */

export interface Invocation {
  readonly event: unknown;
}

/** A function's answer; times in milliseconds. */
export interface Answered {
  readonly statusCode: number;
  readonly body: string;
  /** With the loading of the bundle, if this was the first. */
  readonly ms: number;
  readonly cpuMs: number;
}

/** What is left on the heap once garbage is collected, in bytes. */
export interface Heap {
  readonly heapBytes: number;
}

type Handler = (event: unknown, context: unknown) => Promise<{ statusCode: number; body?: string }>;

const [, , bundle = ''] = process.argv;
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 29_000 };

const invoke = async (event: unknown): Promise<Answered> => {
  const begun = performance.now();
  const used = process.cpuUsage();
  const { handler } = require(bundle) as { handler: Handler };
  const { statusCode, body = '' } = await handler(event, context);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(used);
  return { statusCode, body, ms, cpuMs: (user + system) / 1_000 };
};

const heap = (): Heap => {
  globalThis.gc?.();
  return { heapBytes: process.memoryUsage().heapUsed };
};

process.on('message', async (message: Invocation | 'heap') => {
  process.send?.(message === 'heap' ? heap() : await invoke(message.event));
});
