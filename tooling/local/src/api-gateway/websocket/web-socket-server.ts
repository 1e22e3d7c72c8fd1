import type { IncomingMessage } from 'node:http';
import type { Clock } from '@frontdesk/core/time';
import { type WebSocket, WebSocketServer } from 'ws';
import { refusalBody } from '../answer';
import { type HandleUpgrade, refuseConnection } from '../upgrade';
import { Connection, type Peer } from './connection';
import type { Connections } from './connections';
import { frameLengths } from './frame-lengths';
import { readHandshake } from './handshake';
import { CLOSE, type WebSocketQuotas } from './quotas';
import type { WebSocketApi } from './web-socket-api';

export interface WebSocketServerOptions {
  /** The path at which handshakes are accepted. */
  readonly path: string;
  readonly connections: Connections;
  readonly quotas: WebSocketQuotas;
  readonly clock: Clock;
  /** What is deployed now; asked at each handshake, message and close. Undefined if nothing declares a socket. */
  api(): WebSocketApi | undefined;
}

export interface SocketServer {
  readonly upgrade: HandleUpgrade;
  /**
   * Accepts no more connections and closes the open ones. Resolves once `$disconnect` has been told about each, or
   * after `graceMs`.
   */
  end(graceMs: number): Promise<void>;
}

const json = { 'content-type': 'application/json' };

/** Holds the connections of a WebSocket API, whatever gets deployed behind it in the meantime. */
export const webSocketServer = (options: WebSocketServerOptions): SocketServer => {
  const { connections, quotas, clock } = options;
  const admitted = new WeakMap<IncomingMessage, Peer>();
  const lives = new Set<Promise<void>>();
  let ending = false;

  const admit = async (request: IncomingMessage) => {
    const opening = await options.api()?.connect(readHandshake(request, clock.now()));
    if (opening?.opened) admitted.set(request, opening.peer);
    return opening;
  };

  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: quotas.messageBytes,
    // A subprotocol is spoken only where `$connect` chose one, which no function here does.
    handleProtocols: () => false,
    // Called once the handshake is known to be well formed: a malformed one never reaches a function.
    verifyClient: ({ req }, decide) => {
      void admit(req).then((opening) => {
        if (opening?.opened) decide(true);
        else decide(false, opening?.status ?? 404, opening?.body ?? refusalBody(404), json);
      });
    },
  });

  const hold = (socket: WebSocket, request: IncomingMessage): void => {
    const peer = admitted.get(request);
    if (!peer) throw new Error('a connection was opened that nobody admitted');
    const connection = new Connection(socket, peer, quotas, clock);
    connections.set(peer.connectionId, connection);

    const exceeds = frameLengths(quotas.frameBytes);
    request.socket.prependListener('data', (chunk: Buffer) => {
      if (exceeds(chunk)) connection.close(CLOSE.messageTooBig, 'Frame too big');
    });
    socket.on('message', (data, isBinary) => {
      if (!connection.open) return;
      if (isBinary) {
        connection.close(CLOSE.unsupportedData, 'Binary is not supported');
        return;
      }
      connection.touch();
      const receiving = options.api()?.receive(peer, data.toString());
      if (!receiving) connection.close(CLOSE.goingAway, 'Going away');
      void receiving?.then((frame) => {
        if (frame !== undefined) connection.send(frame);
      });
    });
    // The library closes the connection itself, with the status for that fault.
    socket.on('error', () => undefined);
    const life = new Promise<void>((resolve) => {
      socket.once('close', (status, reason) => {
        connections.delete(peer.connectionId);
        void Promise.resolve(options.api()?.disconnect(peer, { status, reason: reason.toString() })).then(resolve);
      });
    });
    lives.add(life);
    void life.then(() => lives.delete(life));
    if (ending) connection.close(CLOSE.goingAway, 'Going away');
  };

  return {
    upgrade: (request, socket, head) => {
      if (ending) refuseConnection(socket, 503);
      else if (request.url?.split('?', 1)[0] !== options.path || !options.api()) refuseConnection(socket, 404);
      else server.handleUpgrade(request, socket, head, hold);
    },
    end: async (graceMs) => {
      ending = true;
      for (const connection of connections.values()) connection.close(CLOSE.goingAway, 'Going away');
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(lives), patience]);
      clearTimeout(timer);
      for (const connection of connections.values()) connection.terminate();
    },
  };
};
