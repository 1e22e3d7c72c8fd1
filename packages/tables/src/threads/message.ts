import type { JsonObject } from '@frontdesk/core/json';
import { jsonText, readJsonText } from '../access/json-text';
import { pick } from '../access/pick';

/** Who speaks: a visitor, a member of the staff, or an assistant. */
export const MESSAGE_TYPES = ['user', 'human', 'bot'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** A file that was uploaded and looked into. */
export interface Attachment {
  readonly upload_id: string;
  readonly name: string;
  readonly content_type: string;
  /** Bytes. */
  readonly size: number;
}

/** One message of a thread. */
export interface ThreadMessage {
  readonly message_id: string;
  readonly message_type: MessageType;
  readonly text: string;
  /** What clients show as the author's name. */
  readonly sender: string;
  readonly user_id: string;
  /** Epoch milliseconds, later than the message before it: the thread's order. */
  readonly timestamp: number;
  /** Counts the thread's messages, from 1: a client sees that it missed one. */
  readonly sequence: number;
  readonly metadata?: JsonObject;
  readonly attachments?: readonly Attachment[];
}

const MESSAGE = [
  'message_id',
  'message_type',
  'text',
  'sender',
  'user_id',
  'timestamp',
  'sequence',
  'attachments',
] as const;

export const messageItem = ({ metadata, ...message }: ThreadMessage): Record<string, unknown> => ({
  ...message,
  ...(metadata && { metadata: jsonText(metadata) }),
});

export const messageOf = (item: Readonly<Record<string, unknown>>): ThreadMessage => ({
  ...pick<ThreadMessage>(item, MESSAGE),
  ...(item.metadata !== undefined && { metadata: readJsonText<JsonObject>(item.metadata) }),
});
