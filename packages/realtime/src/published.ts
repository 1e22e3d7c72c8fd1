import type { PublishedMessage } from '@frontdesk/core/declare';
import { MESSAGE_TYPES } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { message, threadId, time } from './frames/message';
import { lastMessage } from './frames/pushed';

/** What whoever subscribes to the topic `messages` is sent, in the form that outside assistants know. */

const who = { userId: z.string(), connectionId: z.string() };

const messageBody = z.strictObject({
  message,
  /** Where it came from. A message that came by HTTP has the id of its request in place of a connection's. */
  connection: z.strictObject({ ...who, threadId, lastSeen: time, isHumanOverride: z.boolean() }),
  requestMetadata: z.strictObject({ ...who, timestamp: time }),
});

/** `bot` is not among the types: an assistant that answers what is published here never hears itself. */
export const messagePublished = {
  operation: 'publishMessage',
  summary: 'A visitor or a member of the staff has said something in a thread',
  attributes: { messageType: MESSAGE_TYPES.filter((type) => type !== 'bot') },
  body: messageBody,
} as const satisfies PublishedMessage;

const handoffBody = z.strictObject({ threadId, handoffSince: time, lastMessage });

export const handoffPublished = {
  operation: 'publishHandoff',
  summary: 'A thread wants a person',
  attributes: { messageType: ['handoff'] },
  body: handoffBody,
} as const satisfies PublishedMessage;
