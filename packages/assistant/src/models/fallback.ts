import type { ChatModel, ModelRequest } from '../types';
import { attempt, type ModelAnswer } from './attempt';
import { type Failure, ModelFailure } from './failure';

/** One model's failed attempt, for the log. */
export interface FailedAttempt {
  readonly model: string;
  readonly failure: Failure;
  readonly message: string;
  /** Milliseconds that it took. */
  readonly duration: number;
  readonly cause?: unknown;
}

/** No model of the list answered. The caller decides whether that is a 502 or a 504. */
export class AssistantUnavailable extends Error {
  readonly code = 'assistant_unavailable';
  readonly attempts: readonly FailedAttempt[];

  constructor(attempts: readonly FailedAttempt[]) {
    super(
      `no model answered: ${attempts.map(({ model, failure }) => `${model} (${failure})`).join(', ') || 'none is listed'}`,
    );
    this.name = 'AssistantUnavailable';
    this.attempts = attempts;
  }

  /** Whether they ran out of time: a 504 rather than a 502. */
  get timedOut(): boolean {
    return this.attempts.some(({ failure }) => failure === 'timeout' || failure === 'no_time');
  }
}

export interface ModelReply extends ModelAnswer {
  /** Which model spoke. */
  readonly model: string;
  /** Counts the models that spoke for this reply, from 1. */
  readonly attempt: number;
  readonly failed: readonly FailedAttempt[];
}

export type ReplyEvent =
  /** A piece of the reply. One of a higher attempt than the last replaces all that came before it. */
  | { readonly type: 'text'; readonly attempt: number; readonly text: string }
  | { readonly type: 'reply'; readonly reply: ModelReply };

export interface FallbackOptions {
  /** Epoch milliseconds by which the reply must be complete. */
  readonly deadline: number;
  now(): number;
  /** Aborts the whole reply: no model follows. */
  readonly signal?: AbortSignal;
  /** A model that is not instant starts after another one only if this many milliseconds are left. */
  readonly minimumForFallback?: number;
  /** Milliseconds that a model may take to its first word. */
  readonly firstWord?: number;
  /** Milliseconds that a model may pause between words. */
  readonly nextWord?: number;
}

const MINIMUM_FOR_FALLBACK_MS = 4_000;
const FIRST_WORD_MS = 10_000;
const NEXT_WORD_MS = 6_000;
/** Reserved before the deadline for an instant model that follows; it gets this much even after the deadline. */
const INSTANT_MS = 250;

/** Lost between giving up on a model and starting the next. */
const SLACK_MS = 50;

/** When to give up on one model, so that those after it still get their turn. */
const endOf = (
  model: ChatModel,
  later: readonly ChatModel[],
  { deadline, now, minimumForFallback, firstWord }: Required<Omit<FallbackOptions, 'signal'>>,
): { readonly first: number; readonly end: number } => {
  const start = now();
  if (model.instant) return { first: firstWord, end: Math.max(deadline, start + INSTANT_MS) };
  const end = later.some(({ instant }) => instant) ? deadline - INSTANT_MS : deadline;
  // A silent model must be given up early enough for the next one; a model that is already speaking may finish.
  const spare = deadline - start - minimumForFallback - SLACK_MS;
  const shared = later.some(({ instant }) => !instant) && spare >= minimumForFallback;
  return { first: shared ? Math.min(firstWord, spare) : firstWord, end };
};

/**
 * Asks the models in order until one answers. If a model throws, stays silent, breaks off, never ends or answers blank, the next
 * one is asked. The last event is the reply, which is never blank. Throws {@link AssistantUnavailable} if none answers, or the
 * signal's reason if it aborts.
 */
export async function* streamWithFallback(
  models: readonly ChatModel[],
  request: ModelRequest,
  options: FallbackOptions,
): AsyncGenerator<ReplyEvent> {
  const { deadline, now, signal = new AbortController().signal } = options;
  const { minimumForFallback = MINIMUM_FOR_FALLBACK_MS, firstWord = FIRST_WORD_MS, nextWord = NEXT_WORD_MS } = options;
  const failed: FailedAttempt[] = [];
  let number = 0;
  for (const [place, model] of models.entries()) {
    signal.throwIfAborted();
    const start = now();
    try {
      if (place > 0 && !model.instant && deadline - start < minimumForFallback) {
        throw new ModelFailure('no_time', `${deadline - start} ms were left`);
      }
      const limits = endOf(model, models.slice(place + 1), { deadline, now, minimumForFallback, firstWord, nextWord });
      let spoke = false;
      for await (const event of attempt(model, request, { ...limits, next: nextWord, now }, signal)) {
        if (!spoke) number++;
        spoke = true;
        if (event.type === 'text') yield { type: 'text', attempt: number, text: event.text };
        else yield { type: 'reply', reply: { ...event.answer, model: model.name, attempt: number, failed } };
      }
      return;
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      const { failure, message, cause } = error;
      failed.push({ model: model.name, failure, message, duration: now() - start, cause });
    }
  }
  throw new AssistantUnavailable(failed);
}
