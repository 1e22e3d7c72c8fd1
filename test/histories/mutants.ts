/** A change of the code under test that takes one of its protections away. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly original: string;
  readonly mutated: string;
}

/** What the checks must catch: if they did not, they would not catch the same mistake in earnest either. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'reply-not-checked-when-written',
    file: 'packages/realtime/src/respond/commit-reply.ts',
    original: 'if (!mayStillReply(begun, before, now))',
    mutated: 'if (!before)',
  },
  {
    name: 'message-id-not-unique',
    file: 'packages/tables/src/threads/messages-repository.ts',
    original: `ConditionExpression: 'attribute_not_exists(thread_key) OR expiresAt <= :now',
              ExpressionAttributeValues: { ':now': epochSeconds(clock.now()) },`,
    mutated: '',
  },
  {
    name: 'lease-ignored',
    file: 'packages/realtime/src/respond/lease.ts',
    original: 'if (reply && !isMine && reply.until > now)',
    mutated: 'if (reply && !isMine && reply.until > Number.POSITIVE_INFINITY)',
  },
  {
    name: 'thread-overwritten',
    file: 'packages/tables/src/threads/threads-repository.ts',
    original: 'version = :version AND',
    mutated: 'version >= :version AND',
  },
  {
    name: 'repeat-never-told',
    file: 'packages/realtime/src/send/send-message.ts',
    original: 'if (stored.repeated && stored.told) return',
    mutated: 'if (stored.repeated) return',
  },
  {
    name: 'told-before-pushed',
    file: 'packages/realtime/src/send/send-message.ts',
    original: "  await Promise.all([\n    message.message_type !== 'bot' &&",
    mutated:
      "  await tables.commit([tables.messages.told(threadId, message.message_id)]);\n  await Promise.all([\n    message.message_type !== 'bot' &&",
  },
  {
    name: 'stored-reply-never-told',
    file: 'packages/realtime/src/respond/lease.ts',
    original: 'if (!isToAnswer && !isUntold(known))',
    mutated: 'if (!isToAnswer)',
  },
  {
    name: 'opening-taken-for-gone',
    file: 'packages/realtime/src/push/broadcast.ts',
    original: "posted === 'gone' && !mayOpen",
    mutated: "posted === 'gone' && mayOpen !== undefined",
  },
  {
    name: 'draft-fails-reply',
    file: 'packages/realtime/src/respond/draft.ts',
    original: 'catch {\n      return undefined;',
    mutated: 'catch (error) {\n      throw error;',
  },
  {
    name: 'list-skips-a-millisecond',
    file: 'packages/tables/src/threads/messages-repository.ts',
    original: 'positionOf(timestamp + 1), AFTER_MESSAGES',
    mutated: 'positionOf(timestamp + 2), AFTER_MESSAGES',
  },
  {
    name: 'one-time-for-two-messages',
    file: 'packages/realtime/src/thread/transitions.ts',
    original: 'Math.max(now, thread.last_at + 1)',
    mutated: 'Math.max(now, thread.last_at)',
  },
  {
    name: 'absence-looked-into-too-early',
    file: 'packages/realtime/src/ownership/absence.ts',
    original: 'ABSENCE_MS / 1_000 + 30',
    mutated: 'ABSENCE_MS / 1_000 + 1',
  },
  {
    name: 'drafts-numbered-anew',
    file: 'packages/realtime/src/respond/write-reply.ts',
    original: 'replies * ATTEMPTS_PER_LEASE',
    mutated: '(replies && 0) * ATTEMPTS_PER_LEASE',
  },
];
