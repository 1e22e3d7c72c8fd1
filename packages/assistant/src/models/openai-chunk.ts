import { once } from '@frontdesk/core/once';
import * as z from 'zod/mini';
import type { StopReason, ToolCall, Usage } from '../types';

/**
 * What is read of a streamed chunk, checked because "OpenAI-compatible" is each server's own word.
 * https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const chatChunk = once(() => {
  const toolCallDelta = z.object({
    index: z.optional(z.int()),
    id: z.nullish(z.string()),
    function: z.nullish(z.object({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
  });
  return z.object({
    choices: z.array(
      z.object({
        delta: z.nullish(z.object({ content: z.nullish(z.string()), tool_calls: z.nullish(z.array(toolCallDelta)) })),
        finish_reason: z.nullish(z.string()),
      }),
    ),
    usage: z.nullish(
      z.object({
        prompt_tokens: z.number(),
        completion_tokens: z.number(),
        prompt_tokens_details: z.nullish(z.object({ cached_tokens: z.nullish(z.number()) })),
      }),
    ),
  });
});

type Chunk = z.output<ReturnType<typeof chatChunk>>;
type Delta = NonNullable<Chunk['choices'][number]['delta']>;

export const usageOf = ({ usage }: Chunk): Usage | undefined => {
  if (!usage) return undefined;
  const cached = usage.prompt_tokens_details?.cached_tokens;
  return {
    input_tokens: usage.prompt_tokens,
    output_tokens: usage.completion_tokens,
    ...(typeof cached === 'number' && { cached_tokens: cached }),
  };
};

export const stopReasonOf = (finishReason: string): StopReason => {
  switch (finishReason) {
    case 'length':
      return 'length';
    case 'tool_calls':
    case 'function_call':
      return 'tool_calls';
    case 'content_filter':
      return 'filtered';
    default:
      return 'stop';
  }
};

/** Puts tool calls together from the pieces they arrive in. */
export class ToolCallAssembler {
  readonly #calls = new Map<number, ToolCall>();

  add(deltas: NonNullable<Delta['tool_calls']>): void {
    for (const [position, { index = position, id, function: part }] of deltas.entries()) {
      const { id: known, name, arguments: sofar } = this.#calls.get(index) ?? { id: '', name: '', arguments: '' };
      this.#calls.set(index, {
        id: id || known,
        // Sent once, or by some servers again with every piece.
        name: name || (part?.name ?? ''),
        arguments: sofar + (part?.arguments ?? ''),
      });
    }
  }

  /** The complete calls. Servers that give them no id get one: their answers need it. */
  calls(): ToolCall[] {
    return [...this.#calls].map(([index, call]) => ({ ...call, id: call.id || `call_${index}` }));
  }
}
