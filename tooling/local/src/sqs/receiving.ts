import type { IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import { operation } from '../endpoint/protocols/json';
import { messageAttributes, systemAttributes } from './attributes';
import { checkBatch, eachEntry } from './batch';
import { md5, md5OfAttributes } from './digests';
import { invalidReceipt, notInFlight } from './errors';
import { messageIdOf } from './message';
import type { QueueAccess } from './queue-access';
import type { Queues } from './queues';

const names = z.optional(z.array(z.string()));
const url = { QueueUrl: z.string() };
const receipt = { ReceiptHandle: z.string() };
const entryId = { Id: z.string() };
/** Seconds; at most twelve hours. */
const visibility = z.int().check(z.gte(0), z.lte(43_200));

/** Runs work with a signal that says when nobody is waiting for its answer any more. */
const whileConnected = async <T>(
  { socket }: IncomingMessage,
  closing: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  socket.once('close', abort);
  closing.addEventListener('abort', abort);
  try {
    return await work(gone.signal);
  } finally {
    socket.off('close', abort);
    closing.removeEventListener('abort', abort);
  }
};

/** ReceiveMessage and what is done with a receipt, one at a time or in batches. `closing` ends the waits. */
export const receivingOperations = (queues: Queues, access: QueueAccess, closing: AbortSignal) => {
  const checked = (handle: string): string => {
    if (messageIdOf(handle) === undefined) throw invalidReceipt(handle);
    return handle;
  };
  const remove = (queue: string, handle: string): Promise<void> => queues.delete(queue, [checked(handle)]);
  const hide = async (queue: string, handle: string, seconds: number): Promise<void> => {
    if (!(await queues.changeVisibility(queue, checked(handle), seconds * 1_000))) throw notInFlight();
  };

  return {
    ReceiveMessage: operation(
      z.object({
        ...url,
        AttributeNames: names,
        MessageSystemAttributeNames: names,
        MessageAttributeNames: names,
        MaxNumberOfMessages: z.optional(z.int().check(z.gte(1), z.lte(10))),
        VisibilityTimeout: z.optional(visibility),
        WaitTimeSeconds: z.optional(z.int().check(z.gte(0), z.lte(20))),
      }),
      async (input, call) => {
        const { name } = access.queueOf(input.QueueUrl, call);
        const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
        const messages = await whileConnected(call.request, closing, (signal) =>
          queues.receive(name, {
            max: input.MaxNumberOfMessages ?? 1,
            visibilityMs: input.VisibilityTimeout === undefined ? undefined : input.VisibilityTimeout * 1_000,
            waitMs: (input.WaitTimeSeconds ?? 0) * 1_000,
            signal,
          }),
        );
        const shown = messages.map((message) => {
          const attributes = messageAttributes(message, input.MessageAttributeNames ?? []);
          const digest = md5OfAttributes(attributes);
          return {
            MessageId: message.id,
            ReceiptHandle: message.receipt,
            Body: message.body,
            MD5OfBody: md5(message.body),
            ...(system.length > 0 && { Attributes: systemAttributes(message, system) }),
            ...(digest !== undefined && { MessageAttributes: attributes, MD5OfMessageAttributes: digest }),
          };
        });
        return shown.length === 0 ? {} : { Messages: shown };
      },
    ),
    DeleteMessage: operation(z.object({ ...url, ...receipt }), async (input, call) => {
      await remove(access.queueOf(input.QueueUrl, call).name, input.ReceiptHandle);
      return {};
    }),
    DeleteMessageBatch: operation(
      z.object({ ...url, Entries: z.array(z.object({ ...entryId, ...receipt })) }),
      ({ QueueUrl, Entries }, call) => {
        const { name } = access.queueOf(QueueUrl, call);
        checkBatch(Entries, 'DeleteMessageBatchRequestEntry');
        return eachEntry(Entries, ({ ReceiptHandle }) => remove(name, ReceiptHandle));
      },
    ),
    ChangeMessageVisibility: operation(
      z.object({ ...url, ...receipt, VisibilityTimeout: visibility }),
      async (input, call) => {
        await hide(access.queueOf(input.QueueUrl, call).name, input.ReceiptHandle, input.VisibilityTimeout);
        return {};
      },
    ),
    ChangeMessageVisibilityBatch: operation(
      z.object({ ...url, Entries: z.array(z.object({ ...entryId, ...receipt, VisibilityTimeout: visibility })) }),
      ({ QueueUrl, Entries }, call) => {
        const { name } = access.queueOf(QueueUrl, call);
        checkBatch(Entries, 'ChangeMessageVisibilityBatchRequestEntry');
        return eachEntry(Entries, (entry) => hide(name, entry.ReceiptHandle, entry.VisibilityTimeout));
      },
    ),
  };
};
