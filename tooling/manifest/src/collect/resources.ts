import { triggersOf } from '@frontdesk/core/declare';
import type { Manifest, ManifestTable } from '../manifest';
import type { AnyFunction } from './any-function';
import { type Declared, type Of, ofKind } from './declared';

/**
 * AWS recommends six times the function's timeout:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
const VISIBILITY_PER_TIMEOUT = 6;

const byName = <T extends { readonly name: string }>(things: readonly T[]): Record<string, T> =>
  Object.fromEntries(things.map((thing) => [thing.name, thing] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

export const collectTable = (table: Of<'table'>): ManifestTable => ({
  name: table.name,
  description: table.description,
  partition_key: table.partitionKey,
  sort_key: table.sortKey ?? null,
  indexes: Object.fromEntries(
    Object.entries(table.indexes ?? {}).map(([name, index]) => [
      name,
      { partition_key: index.partitionKey, sort_key: index.sortKey ?? null, projection: index.projection },
    ]),
  ),
  ttl_attribute: table.ttlAttribute ?? null,
});

/**
 * How long a queue's messages stay hidden, in seconds. It depends on the timeout of the function that consumes them.
 */
const visibility = (queue: Of<'queue'>, functions: readonly AnyFunction[]): number => {
  const seconds = functions.flatMap((fn) =>
    triggersOf(fn, 'queue')
      .filter((trigger) => trigger.queue === queue)
      .map(({ batchingWindow }) => VISIBILITY_PER_TIMEOUT * fn.timeout + batchingWindow),
  );
  return Math.max(0, ...seconds);
};

type Resources = Pick<Manifest, 'tables' | 'queues' | 'topics' | 'buckets' | 'schedules' | 'secrets'>;

/** All resources of the functions, by kind and name. */
export const collectResources = (declared: readonly Declared[], functions: readonly AnyFunction[]): Resources => ({
  tables: byName(ofKind(declared, 'table').map(collectTable)),
  queues: byName(
    ofKind(declared, 'queue').map((queue) => ({
      name: queue.name,
      description: queue.description,
      visibility_seconds: visibility(queue, functions),
      max_receives: queue.deadLetter.maxReceives,
      subscriptions: (queue.subscriptions ?? []).map(({ topic, filter }) => ({
        topic: topic.name,
        filter: filter ?? null,
      })),
    })),
  ),
  topics: byName(ofKind(declared, 'topic').map(({ name, description }) => ({ name, description }))),
  buckets: byName(
    ofKind(declared, 'bucket').map(({ name, description, expireAfterDays = null, browserUploads = false }) => ({
      name,
      description,
      expire_after_days: typeof expireAfterDays === 'number' ? { value: expireAfterDays } : expireAfterDays,
      browser_uploads: browserUploads,
    })),
  ),
  schedules: byName(
    ofKind(declared, 'schedule').map(({ name, description, expression }) => ({ name, description, expression })),
  ),
  secrets: byName(ofKind(declared, 'secret').map(({ name, description }) => ({ name, description }))),
});
