import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createSecureContext } from 'node:tls';
import { once } from '@frontdesk/core/cache';
import { aborted, named, timedOut } from './failures';
import { streamOf } from './response-stream';

export interface HttpRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The media type that is handed out as it comes, if the answer has it. */
  readonly streamed?: string | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Empty if the answer is streamed. */
  readonly body: Buffer;
  /** Must be read or returned, or its connection stays open. */
  readonly stream?: AsyncIterable<Uint8Array>;
}

/** Milliseconds. */
export interface Deadlines {
  readonly connectMs: number;
  /** From sending the request to the last byte of the answer. Of one that is streamed: to its first, and from piece to piece. */
  readonly answerMs: number;
}

export interface HttpOptions extends Deadlines {
  /** Connections to the host: more requests at once wait for one. */
  readonly maxSockets?: number | undefined;
}

export interface HttpClient {
  /** @throws Error named `TimeoutError` at a deadline, `AbortError` after the signal, or what broke the connection. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
  /** Closes the connections. */
  destroy(): void;
}

const MAX_SOCKETS = 50;

/** Codes of Node.js with which a connection ends; the SDK names them all alike. */
const CUT_OFF = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

const asTimeout = (error: NodeJS.ErrnoException): Error =>
  CUT_OFF.has(error.code ?? '') ? Object.assign(error, { name: 'TimeoutError' }) : error;

/** All connections share one: Node would make a context for each, and each of them takes in the certificates of all authorities. */
const secureContext = once(() => createSecureContext());

const agentFor = (secure: boolean, maxSockets: number): HttpAgent =>
  secure
    ? new HttpsAgent({ keepAlive: true, maxSockets, secureContext: secureContext() })
    : new HttpAgent({ keepAlive: true, maxSockets });

/** HTTP to one endpoint over connections that are kept. `fetch` would do too, but takes Node 30 ms to load. */
export const httpClient = (url: URL, { connectMs, answerMs, maxSockets = MAX_SOCKETS }: HttpOptions): HttpClient => {
  const secure = url.protocol === 'https:';
  const agent = agentFor(secure, maxSockets);
  const start = secure ? httpsRequest : httpRequest;
  const { hostname, port } = url;
  // An IPv6 address stands in brackets in a URL.
  const host = hostname.replace(/^\[|\]$/g, '');

  const send = ({ method, path, headers, body, streamed }: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> =>
    new Promise((resolve, reject) => {
      let connecting: NodeJS.Timeout | undefined;
      const settle = (): void => {
        clearTimeout(connecting);
        clearTimeout(answering);
        signal?.removeEventListener('abort', abort);
      };
      const fail = (error: Error): void => {
        settle();
        reject(error);
      };
      const giveUp = (error: Error): void => {
        fail(error);
        sent.destroy();
      };
      const abort = (): void => giveUp(aborted(signal));
      const answering = setTimeout(() => giveUp(timedOut(`no answer within ${answerMs} ms`)), answerMs);

      const sent = start({ method, path, host, port, headers, agent }, (response) => {
        const { statusCode: status = 0, headers: answered } = response;
        if (streamed !== undefined && answered['content-type'] === streamed) {
          settle();
          const stream = streamOf(response, answerMs, signal);
          return resolve({ status, headers: answered, body: Buffer.alloc(0), stream });
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', fail);
        response.once('end', () => {
          settle();
          resolve({ status, headers: answered, body: Buffer.concat(chunks) });
        });
      });
      sent.once('socket', (socket) => {
        if (!socket.connecting) return;
        connecting = setTimeout(() => giveUp(named('TimeoutError', `no connection within ${connectMs} ms`)), connectMs);
        socket.once('connect', () => clearTimeout(connecting));
      });
      sent.on('error', (error) => fail(asTimeout(error)));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      sent.end(body);
    });

  return { send, destroy: () => agent.destroy() };
};
