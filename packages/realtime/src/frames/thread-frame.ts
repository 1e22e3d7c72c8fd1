import type { Thread } from '@frontdesk/tables';
import type * as z from 'zod/mini';
import { isOwnedByHuman } from '../thread/transitions';
import type { threadFrame } from './pushed';

/** What a thread looks like to clients. */
export const threadBody = (thread: Thread, now: number): z.output<typeof threadFrame>['thread'] => {
  const { thread_id, human, handoff, messages, last_at, last_message, read } = thread;
  return {
    threadId: thread_id,
    owner:
      human && isOwnedByHuman(thread, now)
        ? { kind: 'human', userId: human.user_id, since: human.since, until: human.until }
        : { kind: 'bot' },
    handoffSince: handoff?.since ?? null,
    messages,
    unread: messages - read.staff,
    lastAt: last_at,
    lastMessage: last_message
      ? { messageId: last_message.message_id, messageType: last_message.message_type, text: last_message.text }
      : null,
  };
};
