import { join } from 'node:path';
import { systemClock } from '@frontdesk/core/time';
import { createEventSources, type EventSources } from '@frontdesk/local/lambda/event-sources/event-sources';
import type { LocalFunction } from '@frontdesk/local/lambda/function';
import { declaredQueues } from '@frontdesk/local/sqs/declared';
import { openQueues, type Queues } from '@frontdesk/local/sqs/queues';
import type { ManifestEventSource, ManifestFunction, ManifestQueue } from '@frontdesk/manifest';
import { eventually as within } from '../../dynamodb/engine/support';
import { account } from '../../endpoint/support';
import { temporaryFolder } from '../../sqs/support';
import { closeAll, lambdaOf, type TestLambda } from '../bundles';

export const manifestFunction = (
  name: string,
  event_sources: readonly ManifestEventSource[],
  timeout_seconds = 10,
): ManifestFunction => ({
  name,
  description: '',
  memory_mb: 128,
  timeout_seconds,
  runtime: 'nodejs22.x',
  architecture: 'arm64',
  handler: 'index.handler',
  bundle: '',
  zip: '',
  zip_sha256: '',
  environment: {},
  grants: [],
  event_sources,
  assets: [],
  reserved_concurrency: null,
});

export const manifestQueue = (name: string, visibility_seconds: number, max_receives = 3): ManifestQueue => ({
  name,
  description: '',
  visibility_seconds,
  max_receives,
  subscriptions: [],
});

type QueueSource = Extract<ManifestEventSource, { readonly kind: 'queue' }>;

/** A function `worker` and what invokes it, on queues of their own. */
export interface Worker {
  readonly queues: Queues;
  readonly lambda: TestLambda;
  readonly sources: EventSources;
  /** The events that the function said it was given, as JSON. */
  events<T>(): T[];
  send(...bodies: string[]): Promise<void>;
  /** The bodies in the dead letters of the queue or the function. */
  deadLetters(): Promise<readonly string[]>;
}

/** Waits until the condition holds: redeliveries take seconds, and twice as long on a busy machine. */
export const eventually = (holds: () => boolean | Promise<boolean>): Promise<void> => within(holds, 20_000);

const ending: (() => Promise<void>)[] = [];

/** Ends every worker; for `afterEach`. */
export const endWorkers = async (): Promise<void> => {
  for (const end of ending.splice(0)) await end();
  await closeAll();
};

export interface WorkerOptions {
  readonly source?: Partial<QueueSource> | Exclude<ManifestEventSource, QueueSource>;
  readonly visibilitySeconds?: number;
  readonly settings?: Partial<LocalFunction>;
}

/** Starts a function that logs each event it is given as `event <JSON>` and then does what `body` says. */
export const startWorker = async (body: string, options: WorkerOptions = {}): Promise<Worker> => {
  const folder = temporaryFolder();
  const queues = await openQueues(join(folder.path, 'messages.jsonl'), systemClock);
  const queueSource = {
    kind: 'queue' as const,
    name: 'jobs',
    batch_size: 10,
    batching_window_seconds: 0,
    maximum_concurrency: 2,
  };
  const source = { ...queueSource, ...options.source } as ManifestEventSource;
  const functions = { worker: manifestFunction('worker', [source], options.settings?.timeoutSeconds) };
  const declared = { functions, queues: { jobs: manifestQueue('jobs', options.visibilitySeconds ?? 1) } };
  queues.define(declaredQueues(account, declared));
  const code = `exports.handler = async (event, context) => { console.log('event ' + JSON.stringify(event)); ${body} };`;
  const lambda = lambdaOf({ worker: code }, options.settings);
  const sources = createEventSources({
    account,
    manifest: { functions },
    queues,
    lambda,
    log: { error: (...words) => lambda.log.push(`stack: ${JSON.stringify(words)}`) },
  });
  sources.start();
  ending.push(async () => {
    sources.abandon();
    await lambda.close();
    await sources.stop();
    await queues.close();
    folder.remove();
  });
  return {
    queues,
    lambda,
    sources,
    events: () =>
      lambda.log.flatMap((line) => {
        const [, json] = /\bevent (\{.*\})$/.exec(line) ?? [];
        return json ? [JSON.parse(json)] : [];
      }),
    send: async (...bodies) => {
      await queues.send(bodies.map((text) => ({ queue: 'app-test-jobs', body: text })));
    },
    deadLetters: async () => {
      const name = source.kind === 'queue' ? 'app-test-jobs-dead-letters' : 'app-test-worker-invocations-dead-letters';
      return (await queues.receive(name, { max: 100, visibilityMs: 0 })).map(({ body: text }) => text);
    },
  };
};
