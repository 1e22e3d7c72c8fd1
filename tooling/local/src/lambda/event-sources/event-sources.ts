import type { Log } from '@frontdesk/core/observe';
import type { Manifest } from '@frontdesk/manifest';
import type { Account } from '../../endpoint/account';
import { asynchronousQueue, queueName } from '../../sqs/declared';
import type { QueueDefinition } from '../../sqs/queue-definition';
import type { Queues } from '../../sqs/queues';
import type { Lambda } from '../lambda';
import { asynchronousSource } from './asynchronous';
import type { Poller } from './poller';
import { queueSource } from './queue-source';

export interface EventSourcesOptions {
  readonly account: Account;
  readonly manifest: Pick<Manifest, 'functions'>;
  /** The manifest's queues must already be defined in them. */
  readonly queues: Queues;
  readonly lambda: Pick<Lambda, 'invoke'>;
  readonly log: Pick<Log, 'error'>;
}

/** Everything that invokes a deployment's functions without waiting for an answer. */
export interface EventSources {
  start(): void;
  /** Invocations under way. */
  underWay(): number;
  /** Takes no further event, and resolves once the invocations under way have ended. */
  stop(): Promise<void>;
  /** Treats whatever fails from now on as cut off: its messages are handed back as if they had not been received. */
  abandon(): void;
}

/** The pollers of a manifest's functions. A queue that no function consumes is left alone. */
export const createEventSources = (options: EventSourcesOptions): EventSources => {
  const { account, manifest, queues, lambda, log } = options;
  let abandoned = false;
  const target = { queues, lambda, log, abandoned: () => abandoned };
  const find = (name: string): QueueDefinition => {
    const queue = queues.find(name);
    if (!queue) throw new Error(`there is no queue ${name}`);
    return queue;
  };
  const pollers: Poller[] = Object.values(manifest.functions).flatMap((fn) => [
    ...fn.event_sources.flatMap((source) =>
      source.kind === 'queue' ? [queueSource(fn, source, find(queueName(account, source.name)), target)] : [],
    ),
    asynchronousSource(fn, find(asynchronousQueue(account, fn.name)), target),
  ]);
  return {
    start: () => {
      for (const poller of pollers) poller.start();
    },
    underWay: () => pollers.reduce((sum, poller) => sum + poller.underWay(), 0),
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
    },
    abandon: () => {
      abandoned = true;
    },
  };
};
