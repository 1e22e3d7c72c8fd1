import type { ServerResponse } from 'node:http';
import type { Behaviour, ScriptedToolCall } from './behaviour';

const EVENT_STREAM = 'text/event-stream';
const PIECE = 7;

const pieces = (text: string): string[] => text.match(new RegExp(`[^]{1,${PIECE}}`, 'gu')) ?? [];

const chunk = (choices: readonly unknown[], more: object = {}): string => {
  const data = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: 'scripted', choices, ...more };
  return `data: ${JSON.stringify(data)}\n\n`;
};

const delta = (content: object, finishReason: string | null = null): string =>
  chunk([{ index: 0, delta: content, finish_reason: finishReason }]);

const writeText = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'content-type': EVENT_STREAM });
  response.write(delta({ role: 'assistant', content: '' }));
  for (const content of pieces(text)) response.write(delta({ content }));
};

const writeToolCall = (response: ServerResponse, index: number, call: ScriptedToolCall): void => {
  const half = Math.ceil(call.arguments.length / 2);
  const opening = { index, ...(call.id && { id: call.id }), type: 'function' };
  const parts = [
    { ...opening, function: { name: call.name, arguments: call.arguments.slice(0, half) } },
    { index, function: { arguments: call.arguments.slice(half) } },
  ];
  for (const part of parts) response.write(delta({ tool_calls: [part] }));
};

/** Serves one chat request as it was told to. @param text the request's body. */
export const serveChat = (behaviour: Behaviour, response: ServerResponse, text: string): void => {
  switch (behaviour.kind) {
    case 'answer': {
      const reply = behaviour.of(JSON.parse(text) as Record<string, unknown>);
      serveChat({ kind: 'reply', text: reply }, response, text);
      return;
    }
    case 'reply': {
      const { toolCalls = [], usage = { input: text.length, output: behaviour.text.length } } = behaviour;
      writeText(response, behaviour.text);
      for (const [index, call] of toolCalls.entries()) writeToolCall(response, index, call);
      response.write(delta({}, behaviour.finishReason ?? (toolCalls.length > 0 ? 'tool_calls' : 'stop')));
      if (usage) {
        const counted = {
          prompt_tokens: usage.input,
          completion_tokens: usage.output,
          total_tokens: usage.input + usage.output,
          ...(usage.cached !== undefined && { prompt_tokens_details: { cached_tokens: usage.cached } }),
        };
        response.write(chunk([], { usage: counted }));
      }
      response.end('data: [DONE]\n\n');
      return;
    }
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers });
      response.end(JSON.stringify({ error: { message: `scripted ${behaviour.status}`, type: 'scripted' } }));
      return;
    case 'hang':
      return;
    case 'stall':
      writeText(response, behaviour.text);
      return;
    case 'half':
      writeText(response, behaviour.text);
      // Destroy it only once the text is out, or the client would never see that.
      if (behaviour.broken) response.write('data: {"cho', () => response.destroy());
      else response.end();
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': behaviour.contentType ?? EVENT_STREAM });
      response.end(behaviour.body);
  }
};
