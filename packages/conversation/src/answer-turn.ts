import {
  AssistantUnavailable,
  type FailedAttempt,
  runTurn,
  type TurnDeps,
  type TurnResult,
} from '@frontdesk/assistant';
import type { Embedder } from '@frontdesk/assistant/models';
import type { FaqIndex } from '@frontdesk/assistant/retrieval';
import { Problem } from '@frontdesk/core/errors';
import type { Log } from '@frontdesk/core/observe';
import type { History, Turn, TurnMaterial } from '@frontdesk/tables';
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
  readonly history: History;
  readonly index: FaqIndex;
  readonly models: TurnDeps['models'];
  readonly embedder?: Embedder | undefined;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly remainingMs: number;
  readonly log: Log;
}

/** The assistant's answer to a message, or the problem if there is none. The turn is stored either way. */
export interface Outcome {
  readonly stored: Pick<Turn, 'reply' | 'model' | 'sources' | 'handoff' | 'unanswered' | 'language' | 'usage'>;
  readonly toolCalls: TurnResult['tool_calls'];
  readonly problem?: Problem;
}

const said = ({ turns }: History) =>
  turns.flatMap(({ message, reply }) => [
    { role: 'user' as const, text: message },
    ...(reply === '' ? [] : [{ role: 'assistant' as const, text: reply }]),
  ]);

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

/** Asks the tenant's models. Whether they answer or not, there is a turn to store: no customer's message is lost. */
export const answerTurn = async (
  context: TurnContext,
  deps: Pick<ConversationDeps, 'clock' | 'metrics'>,
): Promise<Outcome> => {
  const { message, settings, material, history, index, models, embedder, log } = context;
  const begun = deps.clock.now();
  const deadline = Math.min(context.receivedAt + TURN_MS, begun + context.remainingMs - STORE_MS);
  try {
    const result = await runTurn(
      {
        message,
        history: said(history),
        faq: index,
        settings,
        deadline,
        ...(material.systemPrompt !== undefined && { systemPrompt: material.systemPrompt }),
      },
      { models, now: () => deps.clock.now(), ...(embedder && { embedder }) },
    );
    measure({ result, took: deps.clock.now() - begun }, deps);
    logFailures(result.failed, log);
    const { reply, model, sources, handoff, unanswered, language, usage } = result;
    return {
      stored: { reply, model, sources, handoff, unanswered, language, usage },
      toolCalls: result.tool_calls,
    };
  } catch (error) {
    if (!(error instanceof AssistantUnavailable)) throw error;
    logFailures(error.attempts, log);
    return {
      stored: {
        reply: '',
        model: '',
        sources: [],
        handoff: false,
        unanswered: false,
        language: settings.languages[0] ?? 'en',
        usage: { input_tokens: 0, output_tokens: 0 },
      },
      toolCalls: [],
      problem: unavailable(error),
    };
  }
};
