import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { FuzzRequest } from './request';

/** No answer at all within this is a failure of its own. */
const DEADLINE_MS = 60_000;

export interface FuzzAnswer {
  /** Of the request. */
  readonly method: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** CPU time that this process, in which the whole stack runs, took meanwhile, in milliseconds. */
  readonly cpuMs: number;
}

export interface Sender {
  /** Sends a request and reads its answer. @throws Error if there is none. */
  send(request: FuzzRequest): Promise<FuzzAnswer>;
  close(): void;
}

/**
 * Sends one request after another, by `node:http` because `fetch` refuses much of what a hostile caller sends. The CPU time is
 * the process's: the functions are threads of it, as are its garbage collector and the gateway, so that it is an upper bound of
 * what a request cost, and does not grow with what else the machine does.
 */
export const sender = (origin: string): Sender => {
  const { hostname, port, host } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = ({ method, target, headers, body }: FuzzRequest): Promise<FuzzAnswer> =>
    new Promise((resolve, reject) => {
      const before = process.cpuUsage();
      const outgoing = httpRequest({
        agent,
        hostname,
        port,
        method,
        path: target,
        headers: ['host', host, 'content-length', String(body?.length ?? 0), ...headers.flat()],
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      outgoing.once('error', reject).once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.once('error', reject).once('end', () => {
          const { user, system } = process.cpuUsage(before);
          resolve({
            method,
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
            cpuMs: (user + system) / 1_000,
          });
        });
      });
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
};
