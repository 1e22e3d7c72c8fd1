import {
  AssistantUnavailable,
  type FailedAttempt,
  streamTurn,
  type TurnDeps,
  type TurnInput,
  type TurnResult,
} from '@frontdesk/assistant';
import type { Embedder } from '@frontdesk/assistant/models';
import type { FaqIndex } from '@frontdesk/assistant/retrieval';
import { Problem } from '@frontdesk/core/errors';
import type { Log } from '@frontdesk/core/observe';
import type { Turn, TurnMaterial } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import type { ConversationDeps } from './deps';

/** Milliseconds for a whole turn, from when API Gateway received the request; its integration ends after 30 seconds. */
const TURN_MS = 25_000;
/** Milliseconds of the invocation that are kept for storing the turn. */
const STORE_MS = 2_500;

export interface TurnContext {
  readonly message: string;
  readonly settings: TenantSettings;
  readonly material: TurnMaterial;
  /** What the contact and the assistant said before, oldest first. */
  readonly history: TurnInput['history'];
  readonly index: FaqIndex;
  readonly models: TurnDeps['models'];
  readonly embedder?: Embedder | undefined;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly remainingMs: number;
  /** Ends the turn early, with its reason. */
  readonly signal?: AbortSignal;
  readonly log: Log;
}

/** The assistant's answer to a message, or the problem if there is none. The turn is stored either way. */
export interface Outcome {
  readonly stored: Pick<Turn, 'reply' | 'model' | 'sources' | 'handoff' | 'unanswered' | 'language' | 'usage'>;
  readonly toolCalls: TurnResult['tool_calls'];
  readonly problem?: Problem;
}

const measure = (
  { result, took }: { result: TurnResult; took: number },
  { metrics }: Pick<ConversationDeps, 'metrics'>,
): void => {
  metrics.milliseconds('ModelLatency', took);
  metrics.count('InputTokens', result.usage.input_tokens);
  metrics.count('OutputTokens', result.usage.output_tokens);
  metrics.count('CachedTokens', result.usage.cached_tokens ?? 0);
};

/** A vendor's error message may quote what the customer or the model wrote: its name, status and code say enough. */
const logFailures = (failed: readonly FailedAttempt[], log: Log): void => {
  for (const { model, failure, duration, cause } of failed) {
    const { name, status, code } = (cause ?? {}) as { name?: unknown; status?: unknown; code?: unknown };
    log.warn('a model failed', { model, failure, duration_ms: duration, error: name, status, code });
  }
};

const unavailable = (error: AssistantUnavailable): Problem =>
  new Problem(error.timedOut ? 'assistant_timeout' : 'assistant_unavailable', {
    detail: 'None of the models that the tenant lists could answer. The message is stored; ask again shortly.',
    headers: { 'retry-after': '5' },
    cause: error,
  });

/** A turn in which no model answered. The message is stored even so. */
const unanswered = (error: AssistantUnavailable, { languages }: TenantSettings): Outcome => ({
  stored: {
    reply: '',
    model: '',
    sources: [],
    handoff: false,
    unanswered: false,
    language: languages[0] ?? 'en',
    usage: { input_tokens: 0, output_tokens: 0 },
  },
  toolCalls: [],
  problem: unavailable(error),
});

const outcomeOf = (result: TurnResult): Outcome => {
  const { reply, model, sources, handoff, unanswered, language, usage, tool_calls: toolCalls } = result;
  return { stored: { reply, model, sources, handoff, unanswered, language, usage }, toolCalls };
};

export type AnswerEvent =
  /** A piece of the reply. One of a higher attempt than the last replaces all that came before it. */
  | { readonly type: 'text'; readonly attempt: number; readonly text: string }
  | { readonly type: 'outcome'; readonly outcome: Outcome };

/**
 * Asks the tenant's models, and passes the reply on as it comes. The last event is the outcome: whether a model answers or
 * not, there is a turn to store, because no customer's message is lost.
 * @throws the signal's reason if it aborts.
 */
export async function* streamAnswer(
  context: TurnContext,
  deps: Pick<ConversationDeps, 'clock' | 'metrics'>,
): AsyncGenerator<AnswerEvent> {
  const { message, settings, material, history, index, models, embedder, signal, log } = context;
  const begun = deps.clock.now();
  const deadline = Math.min(context.receivedAt + TURN_MS, begun + context.remainingMs - STORE_MS);
  const { systemPrompt } = material;
  const input = {
    message,
    history,
    faq: index,
    settings,
    deadline,
    ...(systemPrompt !== undefined && { systemPrompt }),
    ...(signal && { signal }),
  };
  try {
    for await (const event of streamTurn(input, {
      models,
      now: () => deps.clock.now(),
      ...(embedder && { embedder }),
    })) {
      if (event.type === 'text') {
        yield event;
        continue;
      }
      measure({ result: event.result, took: deps.clock.now() - begun }, deps);
      logFailures(event.result.failed, log);
      const { uncalled, model } = event.result;
      if (uncalled.length > 0) log.warn('a model reasoned about tools and called none', { model, tools: uncalled });
      yield { type: 'outcome', outcome: outcomeOf(event.result) };
    }
  } catch (error) {
    if (!(error instanceof AssistantUnavailable)) throw error;
    logFailures(error.attempts, log);
    yield { type: 'outcome', outcome: unanswered(error, settings) };
  }
}

/** {@link streamAnswer} for channels that only want the outcome. */
export const answerTurn = async (
  context: TurnContext,
  deps: Pick<ConversationDeps, 'clock' | 'metrics'>,
): Promise<Outcome> => {
  for await (const event of streamAnswer(context, deps)) if (event.type === 'outcome') return event.outcome;
  throw new Error('a turn ends with its outcome or throws');
};
