import { randomUUID } from 'node:crypto';

/** As the API writes it; bytes are base64. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: string | undefined;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** When it was first sent, in epoch milliseconds. A move to the dead letters does not change it. */
  readonly sentAt: number;
  readonly senderId: string;
  /** X-Ray's header, if it was sent with one. */
  readonly traceHeader?: string | undefined;
  /** The ARN of the queue that gave it up. */
  readonly deadLetterOf?: string;
}

/** A message as its queue holds it. Times are epoch milliseconds. */
export interface HeldMessage {
  readonly message: Message;
  readonly visibleAt: number;
  readonly receives: number;
  readonly firstReceivedAt: number | null;
  /** From the latest receive; null while nobody has the message, whether it is delayed or waiting. */
  readonly receipt: string | null;
}

/** What one receive hands out. */
export interface ReceivedMessage extends Message {
  readonly receipt: string;
  readonly receives: number;
  readonly firstReceivedAt: number;
}

export interface NewMessage {
  readonly body: string;
  readonly attributes?: MessageAttributes;
  readonly senderId?: string;
  readonly traceHeader?: string | undefined;
  /** Milliseconds until it can be received. */
  readonly delayMs?: number;
}

export const newReceipt = (id: string): string => Buffer.from(`${id}/${randomUUID()}`).toString('base64url');

const RECEIPT = /^([0-9a-f-]{36})\/[0-9a-f-]{36}$/;

/** The id of the message that a receipt handle is for; `undefined` if no queue ever issued the handle. */
export const messageIdOf = (receipt: string): string | undefined =>
  RECEIPT.exec(Buffer.from(receipt, 'base64url').toString('utf8'))?.[1];

const attributeBytes = ([name, { DataType, StringValue, BinaryValue }]: [string, MessageAttribute]): number =>
  Buffer.byteLength(name + DataType + (StringValue ?? '')) + Buffer.byteLength(BinaryValue ?? '', 'base64');

/** What counts against the size limit: the body, and each attribute with its name and type. */
export const sizeOf = ({ body, attributes = {} }: Pick<NewMessage, 'body' | 'attributes'>): number =>
  Object.entries(attributes).reduce((sum, entry) => sum + attributeBytes(entry), Buffer.byteLength(body));
