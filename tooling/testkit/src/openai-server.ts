import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedToolCall {
  readonly id?: string;
  readonly name: string;
  readonly arguments: string;
}

/** What the server does with one chat request. */
export type Behaviour =
  /** Streams a whole answer, its text a few characters and its tool calls' arguments half a call at a time. */
  | {
      readonly kind: 'reply';
      readonly text: string;
      readonly toolCalls?: readonly ScriptedToolCall[];
      readonly finishReason?: string;
      /** Left out: reported as counted in characters. Null: not reported, as by servers without `include_usage`. */
      readonly usage?: { readonly input: number; readonly output: number; readonly cached?: number } | null;
    }
  /** Answers a status without a stream. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Never answers at all. */
  | { readonly kind: 'hang' }
  /** Streams this text and then nothing more, with the connection open. */
  | { readonly kind: 'stall'; readonly text: string }
  /** Streams this text and then ends without saying that it is complete, or breaks the connection. */
  | { readonly kind: 'half'; readonly text: string; readonly broken?: boolean }
  /** Answers 200 and sends this body as it is. */
  | { readonly kind: 'raw'; readonly body: string; readonly contentType?: string };

export interface RecordedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether the client closed the connection before the answer was complete. */
  readonly abandoned: () => boolean;
}

export interface OpenAiServer {
  /** For `OPENAI_BASE_URL`. */
  readonly baseUrl: string;
  /** What has arrived, in order. */
  readonly requests: readonly RecordedRequest[];
  /** How the following chat requests are served, one each; the last serves all that come after. */
  behave(...behaviours: [Behaviour, ...Behaviour[]]): void;
  /** What becomes of requests for embeddings from now on: answered, refused with a status, or never answered. */
  embeddings(behaviour: 'answer' | 'hang' | number): void;
  /** Closes it with all of its connections. */
  stop(): Promise<void>;
}

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

const serve = (behaviour: Behaviour, response: ServerResponse, requestLength: number): void => {
  switch (behaviour.kind) {
    case 'reply': {
      const { text, toolCalls = [], usage = { input: requestLength, output: text.length } } = behaviour;
      writeText(response, text);
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
      // Destroyed only when the text is out, or the client would never see it.
      if (behaviour.broken) response.write('data: {"cho', () => response.destroy());
      else response.end();
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': behaviour.contentType ?? EVENT_STREAM });
      response.end(behaviour.body);
  }
};

/** A vector of the characters in a text: texts that share many are near each other. */
const characterVector = (text: string, dimensions: number): number[] => {
  const vector = new Array<number>(dimensions).fill(0);
  for (const character of text.toLowerCase()) {
    const at = (character.codePointAt(0) ?? 0) % dimensions;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  return vector;
};

const serveEmbeddings = (body: RecordedRequest['body'], response: ServerResponse): void => {
  const input = Array.isArray(body.input) ? body.input : [body.input];
  const dimensions = typeof body.dimensions === 'number' ? body.dimensions : 64;
  const data = input.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: characterVector(String(text), dimensions),
  }));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({ object: 'list', model: body.model, data, usage: { prompt_tokens: 0, total_tokens: 0 } }),
  );
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  return body;
};

const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};

/**
 * A server that speaks OpenAI's protocol on an ephemeral port: chat completions as a stream, and embeddings. It answers "ok"
 * until told otherwise.
 * @param port where a server was before, to have it come back; a free one if left out.
 */
export const startOpenAiServer = async (port = 0): Promise<OpenAiServer> => {
  const requests: RecordedRequest[] = [];
  let behaviours: Behaviour[] = [{ kind: 'reply', text: 'ok' }];
  let embeddings: 'answer' | 'hang' | number = 'answer';
  const next = (): Behaviour | undefined => (behaviours.length > 1 ? behaviours.shift() : behaviours[0]);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readBody(request);
    const body = JSON.parse(text) as Record<string, unknown>;
    const path = request.url ?? '';
    let abandoned = false;
    response.on('close', () => {
      abandoned = !response.writableFinished;
    });
    requests.push({ path, authorization: request.headers.authorization, body, abandoned: () => abandoned });
    if (path === '/v1/embeddings') {
      if (embeddings === 'answer') serveEmbeddings(body, response);
      else if (embeddings !== 'hang') response.writeHead(embeddings).end();
    } else if (path === '/v1/chat/completions') serve(next() ?? { kind: 'hang' }, response, text.length);
    else response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behave: (...following) => {
      behaviours = [...following];
    },
    embeddings: (behaviour) => {
      embeddings = behaviour;
    },
    stop: () => close(server),
  };
};
