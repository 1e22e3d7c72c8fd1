import type { ManifestFunction } from '@frontdesk/manifest';
import type { MessageAttributes, ReceivedMessage } from '../../sqs/message';
import type { QueueDefinition } from '../../sqs/queue-definition';
import { defaultMaxInstances } from '../function';
import { createPoller, type Poller } from './poller';
import type { Target } from './target';

/** Delays before the second and third attempts. Lambda waits one minute, then two: too long for anyone at a laptop. */
const RETRY_DELAYS_MS = [1_000, 2_000] as const;
/** How much of an error's message Lambda keeps, in characters. */
const MAX_ERROR_TEXT = 1_024;

/** What Lambda says of an event that it gave up (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html). */
const obituary = (requestId: string, error: unknown): MessageAttributes => ({
  RequestID: { DataType: 'String', StringValue: requestId },
  ErrorCode: { DataType: 'Number', StringValue: '200' },
  ErrorMessage: {
    DataType: 'String',
    StringValue: (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_TEXT) || 'unknown',
  },
});

/**
 * Lambda's asynchronous invocations of one function: each event is tried once and, if that fails, twice more. After
 * that it joins the function's dead letters.
 */
export const asynchronousSource = (
  { name, reserved_concurrency }: ManifestFunction,
  queue: QueueDefinition,
  { queues, lambda, log, abandoned }: Target,
): Poller => {
  const failed = async (message: ReceivedMessage, requestId: string, error: unknown): Promise<void> => {
    const delay = RETRY_DELAYS_MS[message.receives - 1];
    if (abandoned()) await queues.giveBack(queue.name, [message.receipt]);
    else if (delay !== undefined) await queues.changeVisibility(queue.name, message.receipt, delay);
    else await queues.deadLetter(queue.name, message.receipt, obituary(requestId, error));
  };
  const run = async (message: ReceivedMessage): Promise<void> => {
    let requestId = message.id;
    const onInvocation = (id: string): void => {
      requestId = id;
    };
    try {
      await lambda.invoke(name, JSON.parse(message.body), { onInvocation });
    } catch (error) {
      await failed(message, requestId, error);
      return;
    }
    await queues.delete(queue.name, [message.receipt]);
  };
  return createPoller({
    queues,
    queue: queue.name,
    batchSize: 1,
    windowMs: 0,
    concurrency: Math.max(1, reserved_concurrency ?? defaultMaxInstances()),
    log,
    work: async (batch) => {
      await Promise.all(batch.map(run));
    },
  });
};
