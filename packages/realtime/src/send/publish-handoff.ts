import type { Origin } from '@frontdesk/aws';
import type { Thread } from '@frontdesk/tables';
import type * as z from 'zod/mini';
import { messagesTopic } from '../declare';
import type { RealtimeDeps } from '../deps';
import { threadBody } from '../frames/thread-frame';
import type { handoffPublished } from '../published';

/** Tells everybody outside that a thread wants a person. */
export const publishHandoff = async (
  thread: Thread,
  origin: Origin,
  { sender, clock }: Pick<RealtimeDeps, 'sender' | 'clock'>,
): Promise<void> => {
  const now = clock.now();
  const { threadId, handoffSince, lastMessage } = threadBody(thread, now);
  const body: z.output<typeof handoffPublished.body> = { threadId, handoffSince: handoffSince ?? now, lastMessage };
  await sender.publish(messagesTopic, { body, origin, attributes: { messageType: 'handoff' } });
};
