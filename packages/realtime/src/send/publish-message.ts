import type { Origin } from '@frontdesk/aws';
import type { ThreadMessage } from '@frontdesk/tables';
import type * as z from 'zod/mini';
import { messagesTopic } from '../declare';
import type { Participant, RealtimeDeps } from '../deps';
import { messageBody } from '../frames/message';
import type { messagePublished } from '../published';

/** Where a message came from, for whoever hears of it outside. */
export interface Source {
  readonly origin: Origin & { readonly tenant: string };
  readonly from: Participant;
  /** Of the request that brought it. */
  readonly requestId: string;
  /** Whether a person owns the thread. */
  readonly isHumanOverride: boolean;
}

/** Tells everybody outside of a message, in the form that outside assistants know. */
export const publishMessage = async (
  threadId: string,
  message: ThreadMessage,
  { origin, from, requestId, isHumanOverride }: Source,
  { sender, clock, uploads }: Pick<RealtimeDeps, 'sender' | 'clock' | 'uploads'>,
): Promise<void> => {
  const connectionId = from.connection?.connection_id ?? requestId;
  const { user_id: userId, timestamp } = message;
  const body: z.output<typeof messagePublished.body> = {
    message: await messageBody(message, { tenant: origin.tenant, threadId, uploads }),
    connection: { userId, connectionId, threadId, lastSeen: clock.now(), isHumanOverride },
    requestMetadata: { connectionId, userId, timestamp },
  };
  await sender.publish(messagesTopic, { body, origin, attributes: { messageType: message.message_type } });
};
