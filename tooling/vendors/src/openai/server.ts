import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Behaviour } from './behaviour';
import { serveChat } from './chat-stream';
import { serveEmbeddings } from './embeddings';

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
  /** Says how to serve the next chat requests, one each. The last one also serves all requests after that. */
  behave(...behaviours: [Behaviour, ...Behaviour[]]): void;
  /** Says what happens to requests for embeddings from now on: answered, refused with a status, or never answered. */
  embeddings(behaviour: 'answer' | 'hang' | number): void;
  /** Closes it with all of its connections. */
  stop(): Promise<void>;
}

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
 * A server that speaks OpenAI's protocol on an ephemeral port: chat completions as a stream, and embeddings. It answers
 * "ok" until told otherwise.
 * @param port the port of an earlier server, to bring it back; a free one if left out.
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
    } else if (path === '/v1/chat/completions') serveChat(next() ?? { kind: 'hang' }, response, text);
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
