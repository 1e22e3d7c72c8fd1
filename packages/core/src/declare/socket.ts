import type * as z from 'zod/mini';
import type { Frame, SocketIdentity, Upgrade } from '../socket/frame';
import type { Schema } from './route';

/** The WebSocket API's `@connections`: what frames are pushed through. There is one in each environment. */
export interface ConnectionsResource {
  readonly kind: 'connections';
  readonly name: 'connections';
}

export const connections: ConnectionsResource = { kind: 'connections', name: 'connections' };

export type SocketRouteKey = '$connect' | '$disconnect' | '$default' | (string & {});

export interface SocketRouteSpec<D, F> {
  /** API Gateway's route key, selected by `$request.body.action`: `message.send`, or one of the three with a `$`. */
  readonly routeKey: SocketRouteKey;
  /** AsyncAPI's operation id: unique among the operations. */
  readonly operation: string;
  readonly summary: string;
  /** The frame a client sends; absent on `$connect` and `$disconnect`, which have none. */
  readonly frame?: F;
  /** The frame that answers it on the same connection, where there is one. */
  readonly answer?: Schema;
  /** What it returns is sent to the connection as a frame, if the route declares an `answer`. */
  handler(frame: Frame<F extends Schema ? z.output<F> : undefined>, deps: D): Promise<unknown>;
}

export type SocketRoute<D> = SocketRouteSpec<D, Schema | undefined> & { readonly kind: 'socket-route' };

/** Makes a function's `socketRoute()` with its dependencies bound. The schema given decides the frame the handler sees. */
export const socketRouteOf =
  <D>() =>
  <F extends Schema | undefined = undefined>(spec: SocketRouteSpec<D, F>): SocketRoute<D> =>
    ({ kind: 'socket-route', ...spec }) as unknown as SocketRoute<D>;

/** A frame that functions push to connections which have not asked for it. */
export interface PushedFrameDeclaration {
  /** AsyncAPI's operation id: unique among the operations. */
  readonly operation: string;
  readonly summary: string;
  readonly frame: Schema;
}

/**
 * Decides on `$connect`, before the connection opens. Every later frame carries the identity that it resolves with. A request
 * without a token never reaches it (401).
 */
export interface SocketAuthorizer<D> {
  /** @throws ConnectionRefused with 401 or 403; any other error is answered with 500. */
  authorize(upgrade: Upgrade, deps: D): Promise<SocketIdentity>;
}

/** What a WebSocket API has besides its routes. */
export interface SocketOptions<D> extends SocketAuthorizer<D> {
  /** The query of the address that a client connects to, for the AsyncAPI document: the authorizer reads it by itself. */
  readonly query?: Schema;
  /** The frames that are pushed, by their `action`. */
  readonly pushes?: Readonly<Record<string, PushedFrameDeclaration>>;
}
