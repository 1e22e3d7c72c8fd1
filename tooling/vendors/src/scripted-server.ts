import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether the client closed the connection before the answer was complete. */
  readonly abandoned: () => boolean;
}

/** A vendor's server that does as it is told. */
export interface ScriptedServer<B> {
  /** Its address, without a path. */
  readonly url: string;
  /** What has arrived, in order. */
  readonly requests: readonly RecordedRequest[];
  /** Says how to serve the next requests, one each. The last one also serves all requests after that. */
  behave(...behaviours: [B, ...B[]]): void;
  /** Closes it with all of its connections. */
  stop(): Promise<void>;
}

/** A request that has arrived, with its body as text too. */
export type Arrived = RecordedRequest & { readonly text: string };

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
 * Starts a server for JSON requests on the loopback interface.
 * @param port the port of an earlier server, to bring it back; 0 for a free one.
 * @param first how requests are served until it is told otherwise.
 * @param serve answers a request; `next` tells, and uses up, the behaviour for it.
 */
export const startScriptedServer = async <B>(
  port: number,
  first: B,
  serve: (request: Arrived, response: ServerResponse, next: () => B) => void,
): Promise<ScriptedServer<B>> => {
  const requests: RecordedRequest[] = [];
  let behaviours: [B, ...B[]] = [first];
  const next = (): B => {
    const [behaviour, following, ...rest] = behaviours;
    if (following !== undefined) behaviours = [following, ...rest];
    return behaviour;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await readBody(request);
    let abandoned = false;
    response.on('close', () => {
      abandoned = !response.writableFinished;
    });
    const recorded = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: JSON.parse(text) as Record<string, unknown>,
      abandoned: () => abandoned,
    };
    requests.push(recorded);
    serve({ ...recorded, text }, response, next);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave: (...following) => {
      behaviours = following;
    },
    stop: () => close(server),
  };
};
