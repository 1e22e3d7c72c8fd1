import type { Posted } from '@frontdesk/realtime';
import type { SocketRole } from '@frontdesk/tables';

import type { Faults } from '../doors/faults';
import type { History } from '../history';
import { Life } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import type { Invocations } from './invocations';
import type { SocketEvent, SocketLambda } from './lambda';

/** Milliseconds that API Gateway waits for an integration. */
const INTEGRATION_MS = 29_000;

/** How likely API Gateway calls `$disconnect` for a connection that ended: it only does its best. */
const TELLS_OF_END = 0.7;

/** How likely API Gateway has not noticed yet that a connection ended: it still takes frames, which nobody gets. */
const HALF_OPEN = 0.3;

/** A frame that a client sends. */
export type FrameBody = { readonly action: string } & Readonly<Record<string, unknown>>;

export interface SocketUser {
  readonly name: string;
  readonly userId: string;
  readonly role: SocketRole;
  /** The thread of the connection, or `@inbox`. */
  readonly home: string;
  /** A frame came. */
  receive(frame: unknown): void;
}

interface Open {
  readonly id: string;
  readonly user: SocketUser;
  state: 'opening' | 'open' | 'half-open' | 'closed';
}

interface World {
  readonly tenant: string;
  readonly scheduler: Scheduler;
  readonly history: History;
  readonly invocations: Invocations;
  faults(): Faults;
}

/** API Gateway's WebSocket API: frames of one connection are worked on side by side, and its end is not always told. */
export class SocketApi {
  readonly #world: World;
  readonly #lambda: SocketLambda;
  readonly #connections = new Map<string, Open>();
  #count = 0;
  #requests = 0;

  constructor(world: World, lambda: SocketLambda) {
    this.#world = world;
    this.#lambda = lambda;
  }

  /** Opens a connection. Resolves with its id, or `undefined` if it was refused or nothing answered in time. */
  async open(user: SocketUser): Promise<string | undefined> {
    const { scheduler, history } = this.#world;
    this.#count += 1;
    const connection: Open = { id: `c${this.#count}-${user.name}`, user, state: 'opening' };
    this.#connections.set(connection.id, connection);
    const answer = await this.#invoke(connection, '$connect', 'CONNECT');
    const isOpen = answer?.statusCode === 200;
    connection.state = isOpen ? 'open' : 'closed';
    if (isOpen) history.record({ type: 'joined', connection: connection.id, threadId: user.home, client: user.name });
    // The answer travels: frames may be pushed before the client acts on it.
    await new Promise<undefined>((resolve) => {
      const run = (): undefined => void resolve(undefined) as undefined;
      scheduler.park({ life: new Life(user.name), label: `learns of ${connection.id}`, due: scheduler.now(), run });
    });
    return isOpen ? connection.id : undefined;
  }

  /** A client sends a frame. Its answer comes to the client if the connection is still open by then. */
  async frame(id: string, body: FrameBody): Promise<void> {
    const connection = this.#connections.get(id);
    if (connection?.state !== 'open') return;
    const answer = await this.#invoke(connection, body.action, 'MESSAGE', JSON.stringify(body));
    const text = answer ? answer.body : JSON.stringify({ message: 'Internal server error' });
    if (text !== undefined && this.#isOpen(connection)) connection.user.receive(JSON.parse(text));
  }

  /** `@connections`: a frame for a client. */
  push(id: string, text: string): Posted {
    const connection = this.#connections.get(id);
    if (!connection || connection.state === 'opening' || connection.state === 'closed') return 'gone';
    if (connection.state === 'open') connection.user.receive(JSON.parse(text));
    return 'sent';
  }

  /** A connection ends: its client closes it, or the network does. */
  end(id: string): void {
    const { scheduler, history } = this.#world;
    const connection = this.#connections.get(id);
    if (!connection || connection.state === 'closed') return;
    history.record({ type: 'lost', connection: id });
    connection.state = scheduler.random.chance(HALF_OPEN) ? 'half-open' : 'closed';
    const life = new Life('API Gateway');
    const run = (): undefined => {
      connection.state = 'closed';
      if (scheduler.random.chance(TELLS_OF_END)) void this.#invoke(connection, '$disconnect', 'DISCONNECT');
      return undefined;
    };
    scheduler.park({ life, label: `notices the end of ${id}`, due: scheduler.now(), run });
  }

  #isOpen({ state }: Open): boolean {
    return state === 'open';
  }

  /** The function's answer; `undefined` if it gave none. */
  #invoke(
    { id, user }: Open,
    routeKey: string,
    eventType: SocketEvent['requestContext']['eventType'],
    body?: string,
  ): Promise<{ readonly statusCode: number; readonly body?: string } | undefined> {
    const { scheduler, invocations, tenant } = this.#world;
    this.#requests += 1;
    const requestId = `r${this.#requests}`;
    const { userId, role, home } = user;
    return new Promise((resolve) => {
      const event: SocketEvent = {
        ...(body !== undefined && { body }),
        requestContext: {
          routeKey,
          eventType,
          connectionId: id,
          requestId,
          requestTimeEpoch: scheduler.now(),
          authorizer: { clientId: tenant, userId, role, threadId: home, expiresAt: String(Number.MAX_SAFE_INTEGER) },
        },
      };
      const run = (): undefined => {
        const forget = this.#giveUp(requestId, resolve);
        void invocations
          .invoke(`realtime ${requestId}`, INTEGRATION_MS, (context) => this.#lambda(event, context))
          .then(
            (answer) => resolve(answer as { statusCode: number }),
            () => resolve(undefined),
          )
          .finally(forget);
        return undefined;
      };
      const label = `${routeKey} of ${id}, request ${requestId}${body === undefined ? '' : `: ${body}`}`;
      scheduler.park({ life: new Life(user.name), label, due: scheduler.now(), run });
    });
  }

  /** API Gateway answers in its own words when its integration does not. */
  #giveUp(requestId: string, resolve: (answer: undefined) => void): () => void {
    const { scheduler } = this.#world;
    const run = (): undefined => void resolve(undefined) as undefined;
    const label = `gives up on request ${requestId}`;
    return scheduler.park({ life: new Life('API Gateway'), label, due: scheduler.now() + INTEGRATION_MS, run });
  }
}
