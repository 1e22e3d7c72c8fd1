import { detectLanguage } from './language';
import type { Embedder } from './models/embeddings';
import { type FailedAttempt, type FallbackOptions, type ModelReply, streamWithFallback } from './models/fallback';
import { assemblePrompt, type BusinessFacts, type Prompt } from './prompt/assemble';
import { estimateTokens } from './prompt/tokens';
import type { FaqIndex } from './retrieval/faq-index';
import { embedQuery } from './retrieval/query-embedding';
import { findSources } from './retrieval/sources';
import type { AssistantMessage, ChatModel, Language, ModelRequest, ToolCall, Usage, UserMessage } from './types';

/** The parts of a tenant's settings that a turn reads. */
export interface TurnSettings extends BusinessFacts {
  /** Names of models, in the order in which they are tried. */
  readonly models: readonly string[];
  /** The preferred one first. */
  readonly languages: readonly Language[];
  readonly temperature?: number;
}

export interface TurnInput {
  readonly message: string;
  /** What this contact and the assistant said before, oldest first. */
  readonly history: readonly (UserMessage | AssistantMessage)[];
  readonly faq: FaqIndex;
  readonly systemPrompt?: string;
  readonly settings: TurnSettings;
  /** Epoch milliseconds by which the answer must be complete. */
  readonly deadline: number;
  /** Ends the turn early: a takeover, or a caller that has gone. */
  readonly signal?: AbortSignal;
}

export interface TurnDeps {
  /** The models by the names that tenants list. A name without one is passed over. */
  readonly models: { get(name: string): ChatModel | undefined };
  now(): number;
  /** Of the vectors on the entries. */
  readonly embedder?: Embedder;
  /** How long models may stay silent, if not the default. */
  readonly patience?: Pick<FallbackOptions, 'firstWord' | 'nextWord' | 'minimumForFallback'>;
}

/** An entry that the model was given. */
export interface Source {
  readonly faq_id: string;
  readonly question: string;
  readonly score: number;
}

export interface TurnResult {
  /** Never blank. */
  readonly reply: string;
  /** The entries that the model was given; of the offline model, the one it read out. */
  readonly sources: readonly Source[];
  readonly tool_calls: readonly ToolCall[];
  /** Whether the conversation goes to a person. */
  readonly handoff: boolean;
  /** Which model spoke. */
  readonly model: string;
  /** Estimated where the vendor does not report it. */
  readonly usage: Usage;
  /** Whether the customer asked what the assistant could not answer. */
  readonly unanswered: boolean;
  readonly language: Language;
  /** Tools that the model reasoned about and did not call, for the log. */
  readonly uncalled: readonly string[];
  /** Models that failed before this one spoke, for the log. */
  readonly failed: readonly FailedAttempt[];
}

export type TurnEvent =
  /** A piece of the reply. One of a higher attempt than the last replaces all that came before it. */
  | { readonly type: 'text'; readonly attempt: number; readonly text: string }
  | { readonly type: 'result'; readonly result: TurnResult };

const MAX_OUTPUT_TOKENS = 800;

const estimatedUsage = ({ system, messages }: ModelRequest, written: string): Usage => ({
  input_tokens: estimateTokens([system, ...messages.map(({ text }) => text)].join('\n')),
  output_tokens: estimateTokens(written),
});

const resultOf = (reply: ModelReply, prompt: Prompt, request: ModelRequest, failed: FailedAttempt[]): TurnResult => {
  const { text, faqIds, model, signals, toolCalls, uncalled } = reply;
  const used = faqIds ? prompt.sources.filter(({ entry }) => faqIds.includes(entry.faq_id)) : prompt.sources;
  return {
    reply: text,
    sources: used.map(({ entry: { faq_id, question }, score }) => ({ faq_id, question, score })),
    tool_calls: toolCalls,
    handoff: signals.includes('handoff'),
    model,
    usage: reply.usage ?? estimatedUsage(request, text),
    unanswered: signals.includes('unanswered'),
    language: request.language,
    uncalled,
    failed: [...failed, ...reply.failed],
  };
};

/**
 * One turn of a conversation: finds the entries, asks the tenant's models in order, and streams the reply as it comes. The
 * last event is the result. Throws `AssistantUnavailable` if no model answers, or the signal's reason if it aborts.
 */
export async function* streamTurn(input: TurnInput, deps: TurnDeps): AsyncGenerator<TurnEvent> {
  const { message, history, faq, settings, deadline, signal } = input;
  const { now, patience } = deps;
  const language = detectLanguage(message, settings.languages);
  const previous = history.findLast(({ role }) => role === 'user')?.text;
  const { embedding, failed } = await embedQuery(message, faq, deps, signal);
  const prompt = assemblePrompt({
    ...(input.systemPrompt !== undefined && { systemPrompt: input.systemPrompt }),
    facts: settings,
    sources: findSources(faq, message, previous, embedding && { embedding }),
    history,
    message,
    language,
    now: now(),
  });
  const request: ModelRequest = {
    // Passed on as a getter: it is assembled for the first model that reads it.
    get system() {
      return prompt.system;
    },
    messages: prompt.messages,
    sources: prompt.sources,
    tools: [],
    language,
    maxOutputTokens: MAX_OUTPUT_TOKENS,
    ...(settings.temperature !== undefined && { temperature: settings.temperature }),
  };
  const models = settings.models.flatMap((name) => deps.models.get(name) ?? []);
  for await (const event of streamWithFallback(models, request, {
    ...patience,
    deadline,
    now,
    ...(signal && { signal }),
  })) {
    if (event.type === 'text') yield event;
    else yield { type: 'result', result: resultOf(event.reply, prompt, request, failed) };
  }
}

/** {@link streamTurn} for callers that only want the result. */
export const runTurn = async (input: TurnInput, deps: TurnDeps): Promise<TurnResult> => {
  for await (const event of streamTurn(input, deps)) if (event.type === 'result') return event.result;
  throw new Error('a turn ends with its result or throws');
};
