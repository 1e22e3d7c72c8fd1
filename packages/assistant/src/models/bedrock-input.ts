import type { AssistantMessage, ChatMessage, ModelRequest, SignedReasoning, ToolCall, ToolSpec } from '../types';

/** Tokens that a model may spend on reasoning: they count as output, and with fewer than about 500 the answer may stay empty. */
export const REASONING_TOKENS = 1_024;

/** Bedrock's highest, whatever the model (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html). */
const HIGHEST_TEMPERATURE = 1;

/** Models that demand what they have signed back in the tool loop. Others, GPT-OSS among them, refuse it. */
const TAKES_REASONING_BACK = /(?:^|\.)anthropic\./;

type Block = Readonly<Record<string, unknown>>;

interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: readonly Block[];
}

/** Bedrock refuses blank texts. */
const textBlocks = (text: string): Block[] => (text.trim() === '' ? [] : [{ text }]);

/** What a model wrote as arguments may not be JSON, or not an object, and is refused then. */
const inputOf = (given: string): object => {
  try {
    const input: unknown = JSON.parse(given);
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  } catch {
    return {};
  }
};

const toolUseOf = ({ id, name, arguments: given }: ToolCall): Block => ({
  toolUse: { toolUseId: id, name, input: inputOf(given) },
});

const reasoningOf = ({ text, signature }: SignedReasoning): Block => ({
  reasoningContent: { reasoningText: { text, signature } },
});

const blocksOf = (message: AssistantMessage, { model, name }: ModelId): Block[] => {
  const { text, toolCalls = [], reasoning = [] } = message;
  const own = TAKES_REASONING_BACK.test(model) ? reasoning.filter((signed) => signed.model === name) : [];
  return [...own.map(reasoningOf), ...textBlocks(text), ...toolCalls.map(toolUseOf)];
};

const messageOf = (message: ChatMessage, id: ModelId): Message => {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: textBlocks(message.text) };
    case 'assistant':
      return { role: 'assistant', content: blocksOf(message, id) };
    case 'tool': {
      const { toolCallId: toolUseId, text } = message;
      return { role: 'user', content: [{ toolResult: { toolUseId, content: textBlocks(text) } }] };
    }
  }
};

/** Bedrock wants the roles in turns, a user's message first, and all results of a message's tool calls in the next one. */
const inTurns = (messages: readonly Message[]): Message[] => {
  const turns: Message[] = [];
  for (const { role, content } of messages) {
    const last = turns.at(-1);
    if (content.length === 0 || (!last && role === 'assistant')) continue;
    if (last?.role === role) turns[turns.length - 1] = { role, content: [...last.content, ...content] };
    else turns.push({ role, content });
  }
  return turns;
};

/** Bedrock refuses a conversation with tool calls in it and no tools: what was called is named even if it is offered no more. */
const toolsOf = ({ tools, messages }: ModelRequest): readonly ToolSpec[] => {
  if (tools.length > 0) return tools;
  const called = messages.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : []));
  return [...new Set(called.map(({ name }) => name))].map((name) => ({
    name,
    description: 'Not available any more.',
    parameters: { type: 'object' },
  }));
};

const toolSpecOf = ({ name, description, parameters }: ToolSpec): Block => ({
  toolSpec: { name, description, inputSchema: { json: parameters } },
});

export interface ModelId {
  /** Bedrock's id of the model. */
  readonly model: string;
  /** Its name in answers, under which its reasoning was kept. */
  readonly name: string;
}

/**
 * The input of ConverseStream. `maxTokens` is always set: Bedrock reserves that much of the account's quota when a call begins, and
 * without it the most that the model can write. No `toolChoice` is sent, because some models refuse it.
 */
export const converseInput = (request: ModelRequest, id: ModelId): object => {
  const { system, messages, maxOutputTokens, temperature } = request;
  const tools = toolsOf(request);
  return {
    messages: inTurns(messages.map((message) => messageOf(message, id))),
    ...(system.trim() !== '' && { system: [{ text: system }] }),
    inferenceConfig: {
      maxTokens: maxOutputTokens + REASONING_TOKENS,
      ...(temperature !== undefined && { temperature: Math.min(temperature, HIGHEST_TEMPERATURE) }),
    },
    ...(tools.length > 0 && { toolConfig: { tools: tools.map(toolSpecOf) } }),
  };
};
