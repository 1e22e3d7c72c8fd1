import type { Clock } from '@frontdesk/core/time';
import type { WebSocket } from 'ws';
import { CLOSE, type WebSocketQuotas } from './quotas';

/** What is known about a connection from its handshake on. Every event of the connection includes it. */
export interface Peer {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly connectedAt: number;
  readonly domainName: string;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** What the authorizer decided, every value as a string. */
  readonly authorizer?: Readonly<Record<string, string>>;
}

/** How much may wait for a slow client, in bytes. AWS has such a limit too, but does not publish it. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** An open connection. It closes by itself when it has been idle or open for too long. */
export class Connection {
  readonly peer: Peer;
  readonly #socket: WebSocket;
  readonly #quotas: WebSocketQuotas;
  readonly #clock: Clock;
  readonly #idle: NodeJS.Timeout;
  readonly #life: NodeJS.Timeout;
  #lastActiveAt: number;

  constructor(socket: WebSocket, peer: Peer, quotas: WebSocketQuotas, clock: Clock) {
    this.peer = peer;
    this.#socket = socket;
    this.#quotas = quotas;
    this.#clock = clock;
    this.#lastActiveAt = clock.now();
    const goAway = (): void => this.close(CLOSE.goingAway, 'Going away');
    this.#idle = setTimeout(goAway, quotas.idleMs);
    this.#life = setTimeout(goAway, quotas.lifeMs);
    socket.once('close', () => {
      clearTimeout(this.#idle);
      clearTimeout(this.#life);
    });
  }

  get open(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Epoch milliseconds of the last message in either direction. */
  get lastActiveAt(): number {
    return this.#lastActiveAt;
  }

  /** Whether so much is already waiting for the client that it gets nothing more for now. */
  get congested(): boolean {
    return this.#socket.bufferedAmount > MAX_BUFFERED_BYTES;
  }

  /** Call this when a message arrives or is sent: the connection is not idle. Pings do not count. */
  touch(): void {
    this.#lastActiveAt = this.#clock.now();
    this.#idle.refresh();
  }

  /** Sends a text message, in as many frames as it takes. What can no longer be sent is dropped. */
  send(text: string): void {
    if (!this.open) return;
    this.touch();
    const { frameBytes } = this.#quotas;
    const bytes = Buffer.from(text);
    let start = 0;
    do {
      const end = start + frameBytes;
      this.#socket.send(bytes.subarray(start, end), { binary: false, fin: end >= bytes.length });
      start = end;
    } while (start < bytes.length);
  }

  close(status: number, reason: string): void {
    this.#socket.close(status, reason);
  }

  /** Ends the connection without a close frame, for a client that does not answer one. */
  terminate(): void {
    this.#socket.terminate();
  }
}
