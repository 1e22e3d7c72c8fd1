import * as z from 'zod/mini';
import { operation } from '../endpoint/protocols/json';
import { MAX_MESSAGE_BYTES } from './attributes';
import { checkBatch, failedEntry } from './batch';
import { md5, md5OfAttributes } from './digests';
import { batchTooLong } from './errors';
import { type Message, type NewMessage, sizeOf } from './message';
import { newMessage, sentMessage } from './new-message';
import type { QueueAccess } from './queue-access';
import type { Queues } from './queues';

const sent = ({ id, body, attributes }: Message) => ({
  MessageId: id,
  MD5OfMessageBody: md5(body),
  MD5OfMessageAttributes: md5OfAttributes(attributes),
});

/** SendMessage, one message at a time or in batches. */
export const sendingOperations = (queues: Queues, access: QueueAccess) => ({
  SendMessage: operation(z.extend(sentMessage, { QueueUrl: z.string() }), async (input, call) => {
    const { name: queue } = access.queueOf(input.QueueUrl, call);
    const [message] = await queues.send([{ ...newMessage(input, access.senderId(call)), queue }]);
    return message ? sent(message) : {};
  }),
  SendMessageBatch: operation(
    z.object({ QueueUrl: z.string(), Entries: z.array(z.extend(sentMessage, { Id: z.string() })) }),
    async ({ QueueUrl, Entries }, call) => {
      const { name: queue } = access.queueOf(QueueUrl, call);
      checkBatch(Entries, 'SendMessageBatchRequestEntry');
      const taken: { readonly Id: string; readonly message: NewMessage }[] = [];
      const Failed: object[] = [];
      for (const entry of Entries) {
        try {
          taken.push({ Id: entry.Id, message: newMessage(entry, access.senderId(call)) });
        } catch (error) {
          Failed.push(failedEntry(entry.Id, error));
        }
      }
      const bytes = taken.reduce((sum, { message }) => sum + sizeOf(message), 0);
      if (bytes > MAX_MESSAGE_BYTES) throw batchTooLong(MAX_MESSAGE_BYTES, bytes);
      const messages = await queues.send(taken.map(({ message }) => ({ ...message, queue })));
      return { Successful: messages.map((message, index) => ({ Id: taken[index]?.Id, ...sent(message) })), Failed };
    },
  ),
});
