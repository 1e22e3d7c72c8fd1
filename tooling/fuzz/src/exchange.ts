import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { FuzzRequest } from './request';

/** A request that has no answer after this time has failed. */
const DEADLINE_MS = 60_000;

export interface FuzzAnswer {
  /** The method of the request. */
  readonly method: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** CPU time in milliseconds that this process, which runs the whole stack, used during the request. */
  readonly cpuMs: number;
}

export interface Sender {
  /** Sends a request and reads its answer. @throws Error if there is no answer. */
  send(request: FuzzRequest): Promise<FuzzAnswer>;
  close(): void;
}

/**
 * Sends one request after another. It uses `node:http`, because `fetch` refuses much of what a hostile caller sends.
 * The CPU time is that of the whole process, with the functions' threads, the garbage collector and the gateway. So it
 * is an upper bound of what a request cost, and does not depend on what else the machine is doing.
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
