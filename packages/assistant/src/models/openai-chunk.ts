import { once } from '@frontdesk/core/cache';
import * as z from 'zod/mini';
import type { StopReason, ToolCall, Usage } from '../types';
import { type AnswerRoom, sizeOf } from './answer-room';

/** A larger count of tokens cannot be right. It must also be a number that JSON and DynamoDB hold exactly. */
const MOST_TOKENS = 1e9;

/**
 * The parts of a streamed chunk that are read. They are checked, because servers only claim to be "OpenAI-compatible".
 * https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const chatChunk = once(() => {
  const toolCallDelta = z.object({
    index: z.optional(z.int()),
    id: z.nullish(z.string()),
    function: z.nullish(z.object({ name: z.nullish(z.string()), arguments: z.nullish(z.string()) })),
  });
  const tokens = z.int().check(z.gte(0), z.lte(MOST_TOKENS));
  const details = z.object({ cached_tokens: z.catch(z.nullish(tokens), undefined) });
  const usage = z.object({
    prompt_tokens: tokens,
    completion_tokens: tokens,
    prompt_tokens_details: z.catch(z.nullish(details), undefined),
  });
  return z.object({
    choices: z.array(
      z.object({
        delta: z.nullish(z.object({ content: z.nullish(z.string()), tool_calls: z.nullish(z.array(toolCallDelta)) })),
        finish_reason: z.nullish(z.string()),
      }),
    ),
    // A wrong count must not lose an answer: usage that makes no sense counts as not reported.
    usage: z.catch(z.nullish(usage), undefined),
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

/** Assembles tool calls from the pieces in which they arrive. Throws what the room throws if they are too long. */
export class ToolCallAssembler {
  readonly #calls = new Map<number, ToolCall>();
  readonly #room: AnswerRoom;

  constructor(room: AnswerRoom) {
    this.#room = room;
  }

  add(deltas: NonNullable<Delta['tool_calls']>): void {
    for (const [position, { index = position, id, function: part }] of deltas.entries()) {
      const before = this.#calls.get(index);
      const call = {
        id: id || (before?.id ?? ''),
        // Sent once, but some servers repeat it with every piece.
        name: before?.name || (part?.name ?? ''),
        arguments: (before?.arguments ?? '') + (part?.arguments ?? ''),
      };
      this.#room.take(sizeOf(call) - (before ? sizeOf(before) : 0));
      this.#calls.set(index, call);
    }
  }

  /** The complete calls. If the server gave a call no id, it gets one, because its answer needs it. */
  calls(): ToolCall[] {
    return [...this.#calls].map(([index, call]) => ({ ...call, id: call.id || `call_${index}` }));
  }
}
