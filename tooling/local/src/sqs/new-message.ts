import * as z from 'zod/mini';
import { MAX_MESSAGE_BYTES } from './attributes';
import { invalidContents, invalidValue } from './errors';
import { type NewMessage, sizeOf } from './message';

export const messageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.optional(z.string()),
  BinaryValue: z.optional(z.string()),
});

/** What SendMessage, or an entry of its batch, says about a message. */
export const sentMessage = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.optional(z.int().check(z.gte(0), z.lte(900))),
  MessageAttributes: z.optional(z.record(z.string(), messageAttribute)),
  MessageSystemAttributes: z.optional(z.record(z.string(), messageAttribute)),
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 does not have
const NOT_TAKEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const MAX_ATTRIBUTES = 10;
const ATTRIBUTE_NAME = /^(?!(?:aws|amazon)\.)(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i;
const DATA_TYPE = /^(String|Number|Binary)(\.\S*)?$/;

type Attributes = NonNullable<z.output<typeof sentMessage>['MessageAttributes']>;

const checkAttributes = (attributes: Attributes): void => {
  if (Object.keys(attributes).length > MAX_ATTRIBUTES) {
    throw invalidValue(`Number of message attributes exceeds the allowed maximum [${MAX_ATTRIBUTES}].`);
  }
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes)) {
    if (!ATTRIBUTE_NAME.test(name)) throw invalidValue(`The message attribute name '${name}' is invalid.`);
    const [, type] = DATA_TYPE.exec(DataType) ?? [];
    if (!type) {
      throw invalidValue(
        `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
      );
    }
    const value = type === 'Binary' ? BinaryValue : StringValue;
    if (!value)
      throw invalidValue(`Message (user) attribute '${name}' must contain a non-empty value of type '${type}'.`);
    if (NOT_TAKEN.test(StringValue ?? '')) throw invalidContents();
    if (type === 'Number' && !Number.isFinite(Number(value))) {
      throw invalidValue(`Can't cast the value of message (user) attribute '${name}' to a number.`);
    }
  }
};

/**
 * The message that an input asks to send.
 * @throws AwsError for anything that SQS does not take.
 */
export const newMessage = (input: z.output<typeof sentMessage>, senderId: string): NewMessage => {
  const { MessageBody: body, MessageAttributes: attributes = {} } = input;
  if (body === '') throw invalidValue('The request must contain the parameter MessageBody.');
  if (NOT_TAKEN.test(body)) throw invalidContents();
  checkAttributes(attributes);
  const message = { body, attributes };
  if (sizeOf(message) > MAX_MESSAGE_BYTES) {
    throw invalidValue(
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_MESSAGE_BYTES} bytes.`,
    );
  }
  return {
    ...message,
    senderId,
    delayMs: (input.DelaySeconds ?? 0) * 1_000,
    traceHeader: input.MessageSystemAttributes?.AWSTraceHeader?.StringValue,
  };
};
