import type { OpenAI } from 'openai';
import type { ChatMessage, ChatModel, ModelEvent, ModelRequest, ToolSpec } from '../types';
import { AnswerRoom } from './answer-room';
import { hideReasoning } from './hide-reasoning';
import { chatChunk, stopReasonOf, ToolCallAssembler, usageOf } from './openai-chunk';
import { type OpenAiOptions, openAiClient } from './openai-client';
import { readSignals } from './signals';

export interface OpenAiModelOptions extends OpenAiOptions {
  /** The vendor's name of the model. */
  readonly model: string;
  /** The model's name in answers; `openai:` and the vendor's name of the model if left out. */
  readonly name?: string;
}

type Parameters = OpenAI.Chat.ChatCompletionCreateParamsStreaming;

const messageOf = (message: ChatMessage): OpenAI.Chat.ChatCompletionMessageParam => {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: message.text };
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.text };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.text,
        ...(message.toolCalls?.length && {
          tool_calls: message.toolCalls.map(({ id, name, arguments: given }) => ({
            id,
            type: 'function' as const,
            function: { name, arguments: given },
          })),
        }),
      };
  }
};

const toolOf = ({ name, description, parameters }: ToolSpec): OpenAI.Chat.ChatCompletionTool => ({
  type: 'function',
  function: { name, description, parameters: { ...parameters } },
});

/**
 * OpenAI's own models refuse `max_tokens`; other servers ignore `max_completion_tokens` and would answer endlessly
 * (https://github.com/ollama/ollama/issues/7125).
 */
const outputLimit = (tokens: number, baseUrl: string | undefined): Partial<Parameters> =>
  baseUrl === undefined || new URL(baseUrl).hostname.endsWith('.openai.com')
    ? { max_completion_tokens: tokens }
    : { max_tokens: tokens };

const parametersOf = (request: ModelRequest, { model, baseUrl }: OpenAiModelOptions): Parameters => ({
  model,
  stream: true,
  stream_options: { include_usage: true },
  messages: [{ role: 'system', content: request.system }, ...request.messages.map(messageOf)],
  ...(request.tools.length > 0 && { tools: request.tools.map(toolOf) }),
  ...(request.temperature !== undefined && { temperature: request.temperature }),
  ...outputLimit(request.maxOutputTokens, baseUrl),
});

async function* streamOf(
  client: OpenAI,
  parameters: Parameters,
  room: AnswerRoom,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  const toolCalls = new ToolCallAssembler(room);
  let finish: string | undefined;
  for await (const received of await client.chat.completions.create(parameters, { signal })) {
    const chunk = chatChunk().parse(received);
    const [choice] = chunk.choices;
    if (choice?.delta?.content) yield { type: 'text', text: choice.delta.content };
    if (choice?.delta?.tool_calls) toolCalls.add(choice.delta.tool_calls);
    finish = choice?.finish_reason ?? finish;
    const usage = usageOf(chunk);
    if (usage) yield { type: 'usage', ...usage };
  }
  if (finish === undefined) return;
  for (const call of toolCalls.calls()) yield { type: 'tool_call', ...call };
  yield { type: 'stop', reason: stopReasonOf(finish) };
}

/** A model behind OpenAI's chat completions, at OpenAI or at any server that speaks its protocol. */
export const openAiModel = (options: OpenAiModelOptions): ChatModel => {
  const client = openAiClient(options);
  return {
    name: options.name ?? `openai:${options.model}`,
    async *stream(request, signal) {
      const room = new AnswerRoom(request.maxOutputTokens);
      const events = streamOf(await client(), parametersOf(request, options), room, signal);
      yield* readSignals(hideReasoning(events));
    },
  };
};
