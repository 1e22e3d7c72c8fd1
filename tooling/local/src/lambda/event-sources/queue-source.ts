import type { ManifestEventSource, ManifestFunction } from '@frontdesk/manifest';
import type { ReceivedMessage } from '../../sqs/message';
import type { QueueDefinition } from '../../sqs/queue-definition';
import { createPoller, type Poller } from './poller';
import { failuresIn, sqsEvent } from './sqs-event';
import type { Target } from './target';

const receipts = (messages: readonly ReceivedMessage[]): string[] => messages.map(({ receipt }) => receipt);

/**
 * Lambda's event source mapping of a queue: the messages of a batch that did not fail are deleted. The rest come again
 * when their visibility timeout is over, as the whole batch does when the invocation itself fails.
 */
export const queueSource = (
  { name }: ManifestFunction,
  source: Extract<ManifestEventSource, { readonly kind: 'queue' }>,
  queue: QueueDefinition,
  { queues, lambda, log, abandoned }: Target,
): Poller =>
  createPoller({
    queues,
    queue: queue.name,
    batchSize: source.batch_size,
    windowMs: source.batching_window_seconds * 1_000,
    concurrency: source.maximum_concurrency,
    log,
    work: async (batch) => {
      let answer: unknown;
      try {
        answer = await lambda.invoke(name, sqsEvent(batch, queue.arn));
      } catch {
        // The function's log says what went wrong.
        if (abandoned()) await queues.giveBack(queue.name, receipts(batch));
        return;
      }
      const failed = failuresIn(answer, batch);
      await queues.delete(queue.name, receipts(batch.filter(({ id }) => !failed.has(id))));
    },
  });
