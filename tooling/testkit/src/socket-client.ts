import { type ClientOptions, WebSocket } from 'ws';

/** The answer to a handshake that was not accepted. */
export class RefusedHandshake extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super(`${status} ${body}`);
  }
}

export interface Close {
  readonly code: number;
  readonly reason: string;
}

export interface Client {
  readonly socket: WebSocket;
  readonly closed: Promise<Close>;
  /** Sends a frame of JSON, or text as it is. */
  send(frame: unknown): void;
  /** The next message, in order. It rejects if the connection closes first. */
  next(): Promise<string>;
  /** Messages that came and were not asked for. */
  readonly unread: readonly string[];
}

/** Opens a connection with the stock client. @throws RefusedHandshake */
export const openClient = (url: string, options: ClientOptions = {}): Promise<Client> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, options);
    const unread: string[] = [];
    const waiting: { resolve(text: string): void; reject(error: Error): void }[] = [];
    socket.on('message', (data) => {
      const waiter = waiting.shift();
      if (waiter) waiter.resolve(data.toString());
      else unread.push(data.toString());
    });
    const closed = new Promise<Close>((done) => {
      socket.once('close', (code, reason) => {
        for (const waiter of waiting.splice(0)) waiter.reject(new Error(`closed with ${code} while waiting`));
        done({ code, reason: reason.toString() });
      });
    });
    socket.once('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        reject(new RefusedHandshake(response.statusCode ?? 0, Buffer.concat(chunks).toString())),
      );
    });
    socket.on('error', reject);
    socket.once('open', () =>
      resolve({
        socket,
        closed,
        unread,
        send: (frame) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
        next: () =>
          new Promise((came, failed) => {
            const text = unread.shift();
            if (text !== undefined) came(text);
            else waiting.push({ resolve: came, reject: failed });
          }),
      }),
    );
  });
