import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewayAnswer } from './answer';

/** How long a caller may keep sending a body that nobody reads, in milliseconds. */
const LINGER_MS = 1000;

/**
 * Lets a caller that was answered early finish sending its body, so that it sees the answer and not a reset. What it
 * sends is dropped, and a caller that does not finish is cut off.
 */
const linger = (request: IncomingMessage): void => {
  const { socket } = request;
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  const done = (): void => {
    clearTimeout(timer);
    socket.off('close', done);
  };
  request.resume().once('end', done);
  socket.once('close', done);
};

/** Sends an answer, unless the caller has left. */
export const respond = (
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  answer: GatewayAnswer,
): void => {
  if (response.destroyed || response.headersSent) return;
  const { status, body = '' } = answer;
  const bodiless = status === 204 || status === 304;
  const headers = new Map(Object.entries(answer.headers));
  headers.set('apigw-requestid', requestId);
  if (!bodiless) headers.set('content-length', String(Buffer.byteLength(body)));
  if (!request.complete) {
    // A caller that waits to be told to continue may now send its body or the next request, and we cannot tell which.
    if (request.headers.expect) headers.set('connection', 'close');
    else linger(request);
  }
  response.writeHead(status, Object.fromEntries(headers));
  response.end(bodiless ? undefined : body);
};
