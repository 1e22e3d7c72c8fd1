import { setTimeout as delay } from 'node:timers/promises';
import { Gate } from './gate';
import { jsonRefusal, membersOf } from './protocols/json';
import { percentEncode } from './transport/signature';
import { type Answer, transport } from './transport/transport';

/** Milliseconds for a frame in all, repeats included. */
const DEADLINE_MS = 1_500;
/** Milliseconds after which nobody waits for a frame any more, though it may still arrive. */
const PATIENCE_MS = 300;

/**
 * Posts at once. All callbacks of an account share one bucket of requests
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). A post that takes longer than `longMs` waits for
 * its connection alone, and others go on.
 */
const AT_ONCE = { atOnce: 50, longMs: 200, most: 100 };

/** Milliseconds to connect. The deadline bounds both attempts together. */
const PATIENCE = { connectMs: 1_000, maxAttempts: 2, baseMs: 50 };

/** How often a frame is offered to a connection that is throttled, and how many milliseconds the first wait is at most. */
const OFFERS = 3;
const FIRST_WAIT_MS = 100;

/**
 * What became of a frame. `gone`: the connection is closed, and its id will not come back. `slow`: the client does not read as
 * fast as it is sent to, or API Gateway did not answer in time; the frame has probably not arrived, and the client has to
 * catch up by itself.
 */
export type Delivery = 'sent' | 'gone' | 'slow';

/** An open connection, as API Gateway knows it. Times are ISO 8601. */
export interface Connection {
  readonly connectedAt: string;
  readonly lastActiveAt: string;
}

/**
 * The WebSocket API's connections. A frame whose answer was lost is sent again, so a client may get one twice. However many are
 * posted at once, few are under way at once; the others wait for their turn, and their deadlines begin with it.
 */
export interface Connections {
  /**
   * Sends a frame: 128 KB at most, of which the client gets 32 KB at once. Once it is its turn, it settles within a third of a
   * second, whatever other connections do.
   * @throws AwsError `ForbiddenException` without the grant or for another stage, `PayloadTooLargeException`; what broke the
   * connection to API Gateway; `AbortError` after the signal.
   */
  post(connectionId: string, frame: string, signal?: AbortSignal): Promise<Delivery>;
  /** `undefined` if the connection is closed. @throws as `post` does, and `AbortError` at the deadline. */
  get(connectionId: string): Promise<Connection | undefined>;
  /** Closes a connection, if it is still open. @throws as `get` does. */
  delete(connectionId: string): Promise<void>;
}

export interface ConnectionsOptions {
  /** The environment's reference `socket_callback_url`: the API's own address with its stage, whatever its domain name is. */
  readonly callbackUrl: string;
  /** Milliseconds for one call in all. */
  readonly deadlineMs?: number;
  /** Milliseconds after which a post that has not been answered is `slow`. */
  readonly patienceMs?: number;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

const GONE = 410;
const THROTTLED = 429;

/** @throws AwsError for a refusal that says nothing about the connection. */
const deliveryOf = (answer: Answer): Delivery => {
  const { httpStatusCode: status = 0 } = answer.metadata;
  if (status < 300) return 'sent';
  if (status === GONE) return 'gone';
  // Either the account's rate is used up or the client's own buffer is full: the answer does not say which.
  if (status === THROTTLED) return 'slow';
  throw jsonRefusal(answer);
};

const endOf = (answer: Answer): void => {
  const { httpStatusCode: status = 0 } = answer.metadata;
  if (status >= 300 && status !== GONE) throw jsonRefusal(answer);
};

const connectionOf = (answer: Answer): Connection | undefined => {
  const { httpStatusCode: status } = answer.metadata;
  if (status === GONE) return undefined;
  if (status !== 200) throw jsonRefusal(answer);
  const { connectedAt, lastActiveAt } = membersOf(answer);
  return { connectedAt: String(connectedAt), lastActiveAt: String(lastActiveAt) };
};

/**
 * The way to the WebSocket API's connections
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html). A
 * function needs the grant `ManageConnections`.
 */
export const createConnections = (options: ConnectionsOptions): Connections => {
  const { callbackUrl, deadlineMs = DEADLINE_MS, patienceMs = PATIENCE_MS, environment } = options;
  const api = transport({
    ...PATIENCE,
    answerMs: deadlineMs,
    service: 'execute-api',
    endpoint: callbackUrl,
    environment,
    maxSockets: AT_ONCE.most,
  });
  const gate = new Gate(AT_ONCE);
  const stage = api.url.pathname.replace(/\/$/, '');
  // Ids end in `=`. It is encoded in the URL, and once more in what is signed; the SDK leaves the `@` as it is.
  const pathOf = (id: string): string => `${stage}/@connections/${percentEncode(id)}`;
  const bounded = (signal?: AbortSignal): AbortSignal => {
    const deadline = AbortSignal.timeout(deadlineMs);
    return signal ? AbortSignal.any([signal, deadline]) : deadline;
  };
  const call = <T>(
    method: 'DELETE' | 'GET' | 'POST',
    id: string,
    read: (answer: Answer) => T,
    signal: AbortSignal,
    frame = '',
  ): Promise<T> => {
    const headers: Record<string, string> = frame === '' ? {} : { 'content-type': 'application/octet-stream' };
    return api.send({ method, path: pathOf(id), headers, body: frame }, read, signal);
  };

  const offer = async (id: string, frame: string, signal: AbortSignal): Promise<Delivery> => {
    for (let offers = 1; ; offers += 1) {
      const delivery = await call('POST', id, deliveryOf, signal, frame);
      if (delivery !== 'slow' || offers === OFFERS) return delivery;
      await delay(Math.random() * FIRST_WAIT_MS * 2 ** (offers - 1), undefined, { signal });
    }
  };

  const settle = async (id: string, frame: string, signal?: AbortSignal): Promise<Delivery> => {
    const either = bounded(signal);
    try {
      return await offer(id, frame, either);
    } catch (error) {
      if (either.aborted && !signal?.aborted) return 'slow';
      throw error;
    }
  };

  return {
    post: async (id, frame, signal) => {
      const leave = await gate.enter();
      const settled = settle(id, frame, signal).finally(leave);
      const soon = new AbortController();
      const late = delay(patienceMs, 'slow' as const, { signal: soon.signal });
      try {
        return await Promise.race([settled, late]);
      } finally {
        soon.abort();
        // Nobody hears any more how either ends.
        settled.catch(() => undefined);
        late.catch(() => undefined);
      }
    },
    get: (id) => call('GET', id, connectionOf, bounded()),
    delete: (id) => call('DELETE', id, endOf, bounded()),
  };
};
