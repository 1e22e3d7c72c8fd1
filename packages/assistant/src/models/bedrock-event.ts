import { once } from '@frontdesk/core/cache';
import * as z from 'zod/mini';
import type { StopReason, Usage } from '../types';
import { ModelFailure } from './failure';

/** A larger count of tokens cannot be right. It must also be a number that JSON and DynamoDB hold exactly. */
const MOST_TOKENS = 1e9;

/**
 * The members of a stream's events that are read
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStreamOutput.html). A block's index ties its pieces
 * together.
 */
export const converseEvents = once(() => {
  const index = z.int();
  const tokens = z.int().check(z.gte(0), z.lte(MOST_TOKENS));
  return {
    start: z.object({
      contentBlockIndex: index,
      start: z.object({ toolUse: z.optional(z.object({ toolUseId: z.string(), name: z.string() })) }),
    }),
    delta: z.object({
      contentBlockIndex: index,
      delta: z.object({
        text: z.optional(z.string()),
        toolUse: z.optional(z.object({ input: z.string() })),
        reasoningContent: z.optional(z.object({ text: z.optional(z.string()), signature: z.optional(z.string()) })),
      }),
    }),
    stop: z.object({ stopReason: z.string() }),
    // A wrong count must not lose an answer: usage that makes no sense counts as not reported.
    metadata: z.object({
      usage: z.catch(
        z.optional(
          z.object({
            inputTokens: tokens,
            outputTokens: tokens,
            cacheReadInputTokens: z.optional(tokens),
            cacheWriteInputTokens: z.optional(tokens),
          }),
        ),
        undefined,
      ),
    }),
  };
});

type Metadata = z.output<ReturnType<typeof converseEvents>['metadata']>;

/** Bedrock counts what came from its prompt cache, and what went into it, apart from the other input. */
export const usageOf = ({ usage }: Metadata): Usage | undefined => {
  if (!usage) return undefined;
  const { inputTokens, outputTokens, cacheReadInputTokens, cacheWriteInputTokens = 0 } = usage;
  return {
    input_tokens: inputTokens + (cacheReadInputTokens ?? 0) + cacheWriteInputTokens,
    output_tokens: outputTokens,
    ...(cacheReadInputTokens !== undefined && { cached_tokens: cacheReadInputTokens }),
  };
};

/** @throws ModelFailure if the model, by Bedrock's own words, wrote something malformed, or stopped for a reason that we do not know. */
export const stopReasonOf = (stopReason: string): StopReason => {
  switch (stopReason) {
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'tool_use':
      return 'tool_calls';
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'content_filtered':
    case 'guardrail_intervened':
      return 'filtered';
    default:
      // `malformed_model_output`, `malformed_tool_use`, or a reason of which nobody can tell whether the answer is whole.
      throw new ModelFailure('garbage', `it stopped because of ${JSON.stringify(stopReason.slice(0, 64))}`);
  }
};
