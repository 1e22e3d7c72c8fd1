import { type Outcome, readMaterial, streamAnswer } from '@frontdesk/conversation';
import type { Log } from '@frontdesk/core/observe';
import type { Thread } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { isOwnedByHuman } from '../thread/transitions';
import type { RespondDeps, RespondTables } from './deps';
import { DraftFrames } from './draft';
import { askedText, type Waiting } from './waiting';

/** Attempts that one holder of a lease may make: a later holder's have higher numbers. */
const ATTEMPTS_PER_LEASE = 100;

/** The reply is not wanted any more: a person has taken the thread over, or somebody has answered. */
class Unwanted extends Error {
  override readonly name = 'Unwanted';
}

/** What a reply is written with, read while the visitor may still be writing. */
export const prepareReply = async (settings: TenantSettings, deps: RespondDeps, tables: RespondTables) => {
  const [{ material, index }, models, embedder] = await Promise.all([
    readMaterial(tables.tenant, tables, deps.indexes),
    deps.models(),
    deps.embedders(settings),
  ]);
  return { settings, material, index, models, embedder };
};

export interface Writing {
  readonly thread: Thread;
  readonly waiting: Waiting;
  readonly prepared: Awaited<ReturnType<typeof prepareReply>>;
  readonly log: Log;
  remainingMs(): number;
}

/** Whether a reply that was begun may still be said. */
export const mayStillReply = (begun: Thread, now: Thread | undefined, at: number): now is Thread =>
  now !== undefined &&
  !isOwnedByHuman(now, at) &&
  now.reply?.holder === begun.reply?.holder &&
  now.answered_to === begun.answered_to;

/**
 * Writes the reply to what waits, and pushes it to the thread meanwhile. `undefined` if it is not wanted any more.
 */
export const writeReply = async (
  { thread, waiting, prepared, log, remainingMs }: Writing,
  deps: RespondDeps,
  tables: RespondTables,
): Promise<Outcome | undefined> => {
  const { thread_id: threadId, reply, replies } = thread;
  const silence = new AbortController();
  const draft = new DraftFrames(
    {
      threadId,
      replyId: reply?.reply_id ?? '',
      attemptsBefore: replies * ATTEMPTS_PER_LEASE,
      isWanted: async () => mayStillReply(thread, await tables.threads.get(threadId), deps.clock.now()),
      onUnwanted: () => silence.abort(new Unwanted()),
    },
    deps,
    tables,
  );
  try {
    const context = {
      ...prepared,
      message: askedText(waiting.asked),
      history: waiting.before.map(({ message_type, text }) => ({
        role: message_type === 'user' ? ('user' as const) : ('assistant' as const),
        text,
      })),
      receivedAt: deps.clock.now(),
      remainingMs: remainingMs(),
      signal: silence.signal,
      log,
    };
    for await (const event of streamAnswer(context, deps)) {
      if (event.type === 'outcome') return event.outcome;
      draft.add(event.attempt, event.text);
    }
    throw new Error('a turn ends with its outcome or throws');
  } catch (error) {
    if (error instanceof Unwanted) return undefined;
    throw error;
  } finally {
    await draft.end();
  }
};
