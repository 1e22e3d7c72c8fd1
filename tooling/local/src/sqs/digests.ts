import { createHash } from 'node:crypto';
import type { MessageAttributes } from './message';

export const md5 = (data: string | Buffer): string => createHash('md5').update(data).digest('hex');

const withLength = (data: string | Buffer): Buffer => {
  const bytes = Buffer.from(data as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const STRING = Buffer.from([1]);
const BINARY = Buffer.from([2]);

/**
 * What an SDK compares to make sure that attributes arrived intact; `undefined` if there are none
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation).
 */
export const md5OfAttributes = (attributes: MessageAttributes): string | undefined => {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  const parts = entries.flatMap(([name, { DataType, StringValue, BinaryValue }]) => [
    withLength(name),
    withLength(DataType),
    ...(BinaryValue === undefined
      ? [STRING, withLength(StringValue ?? '')]
      : [BINARY, withLength(Buffer.from(BinaryValue, 'base64'))]),
  ]);
  return md5(Buffer.concat(parts));
};
