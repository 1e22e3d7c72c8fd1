import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Received {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  readonly path: string;
  readonly body: string;
}

export interface Service {
  readonly endpoint: string;
  readonly received: readonly Received[];
  close(): Promise<unknown>;
}

/** A service that answers the calls one after the other; the last answer holds for all that follow. */
export const startService = async (...handlers: readonly Handler[]): Promise<Service> => {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const handler = handlers[Math.min(received.length, handlers.length - 1)];
    const at =
      received.push({ method: request.method ?? '', headers: request.headers, path: request.url ?? '', body: '' }) - 1;
    received[at] = { ...(received[at] as Received), body: await text(request) };
    handler?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
};

export const json =
  (status: number, body: object): Handler =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));

export const xml =
  (status: number, body: string): Handler =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/xml' }).end(body);

export const breakOff: Handler = (request) => void request.socket.destroy();
export const hang: Handler = () => undefined;

/** The way Lambda hands a function its role's credentials. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
};
