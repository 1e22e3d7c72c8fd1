import type { IncomingMessage } from 'node:http';

/** The address of the connection's other end. Headers are not consulted, because anyone can write one. */
export const sourceIpOf = ({ socket }: IncomingMessage): string =>
  (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
