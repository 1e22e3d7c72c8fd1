import type { Log } from '@frontdesk/core/observe';
import { type ReceivedMessage, sizeOf } from '../../sqs/message';
import type { Queues } from '../../sqs/queues';

/** Lambda takes events of up to 6 MB, and what is written around the bodies needs room too. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

export interface PollerOptions {
  readonly queues: Queues;
  /** The queue's full name. */
  readonly queue: string;
  readonly batchSize: number;
  /** How long a batch may wait for more once it has a message. */
  readonly windowMs: number;
  /** How many batches are worked on at once. */
  readonly concurrency: number;
  readonly log: Pick<Log, 'error'>;
  /** Works on a batch and decides what becomes of each message. If it throws, the stack itself has failed. */
  work(batch: readonly ReceivedMessage[]): Promise<void>;
}

export interface Poller {
  start(): void;
  /** How many batches are being worked on. */
  underWay(): number;
  /** Takes no further batch, and resolves once those under way are finished. */
  stop(): Promise<void>;
}

/** Takes batches from a queue as they come. It does not ask again while the queue is empty: the queue wakes it. */
export const createPoller = (options: PollerOptions): Poller => {
  const { queues, queue, batchSize, windowMs, concurrency, log, work } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = new Set<Promise<void>>();
  let loop: Promise<void> | undefined;

  const collect = async (): Promise<ReceivedMessage[]> => {
    const batch = [
      ...(await queues.receive(queue, { max: batchSize, maxBytes: MAX_BATCH_BYTES, waitMs: Infinity, signal })),
    ];
    const until = performance.now() + windowMs;
    for (;;) {
      const waitMs = until - performance.now();
      const room = MAX_BATCH_BYTES - batch.reduce((sum, message) => sum + sizeOf(message), 0);
      if (batch.length === 0 || batch.length >= batchSize || waitMs <= 0 || room <= 0 || signal.aborted) return batch;
      const more = await queues.receive(queue, { max: batchSize - batch.length, maxBytes: room, waitMs, signal });
      batch.push(...more);
    }
  };

  const begin = (batch: readonly ReceivedMessage[]): void => {
    const run = work(batch)
      .catch((error: unknown) => log.error('a batch was lost sight of', { queue, error: String(error) }))
      .finally(() => running.delete(run));
    running.add(run);
  };

  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      if (running.size >= concurrency) {
        await Promise.race(running);
        continue;
      }
      const batch = await collect();
      if (batch.length === 0) continue;
      if (signal.aborted) {
        await queues.giveBack(
          queue,
          batch.map(({ receipt }) => receipt),
        );
      } else begin(batch);
    }
  };

  return {
    start: () => {
      loop ??= poll().catch((error: unknown) =>
        log.error('a queue is polled no more', { queue, error: String(error) }),
      );
    },
    underWay: () => running.size,
    stop: async () => {
      stopping.abort();
      await loop;
      await Promise.all(running);
    },
  };
};
