import { Agent, type ClientRequestArgs, type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { AwsError } from '../../endpoint/aws-error';
import type { Answer } from '../../endpoint/service';

const CONNECTIONS = 64;

/** Headers that belong to one connection, not to the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
/** Headers that depend on the new host and on the body as it is sent on, or that do not concern the engine. */
const NOT_SENT_ON = new Set([...HOP_BY_HOP, 'content-length', 'expect', 'host', 'origin']);
/** The answer is sent on whole, so its length is known again. */
const NOT_SENT_BACK = new Set([...HOP_BY_HOP, 'content-length']);

/** Node's `rawHeaders`, names and values in turn: unlike an object of headers, they are passed on as they are. */
const sentOn = ({ rawHeaders }: IncomingMessage, host: string, length: number | string | undefined): string[] => {
  const headers = ['host', host];
  if (length !== undefined) headers.push('content-length', String(length));
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (!NOT_SENT_ON.has(name.toLowerCase())) headers.push(name, rawHeaders[index + 1] as string);
  }
  return headers;
};

const sentBack = ({ headers }: IncomingMessage): Answer['headers'] => {
  const kept: Record<string, string | readonly string[]> = {};
  for (const name in headers) if (!NOT_SENT_BACK.has(name)) kept[name] = headers[name] as string | string[];
  return kept;
};

const unavailable = (reason: string): AwsError =>
  new AwsError(
    'com.amazonaws.dynamodb.v20120810#InternalServerError',
    `The local DynamoDB engine did not answer: ${reason}`,
    500,
  );

export interface Forwarder {
  /**
   * Passes a request on, with another body or its own.
   * @throws AwsError a 500 that SDKs retry, if the engine is down or has not answered in full in time.
   */
  forward(original: IncomingMessage, body: Readable | string): Promise<Answer>;
  close(): void;
}

/** Keeps connections to the engine and sends requests over them. */
export const createForwarder = (endpoint: string, deadlineMs: number): Forwarder => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const url = new URL(endpoint);
  // Parsed once: everything that a function reads or writes passes through here.
  const engine: ClientRequestArgs = { ...urlToHttpOptions(url), method: 'POST', agent };
  return {
    close: () => agent.destroy(),
    forward: (original, body) =>
      new Promise((resolve, reject) => {
        const length = typeof body === 'string' ? Buffer.byteLength(body) : original.headers['content-length'];
        const headers = sentOn(original, url.host, length);
        const onward = request({ ...engine, headers }, (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.once('error', fail);
          answer.once('end', () => {
            clearTimeout(deadline);
            resolve({ status: answer.statusCode ?? 500, headers: sentBack(answer), body: Buffer.concat(chunks) });
          });
        });
        const fail = (error: NodeJS.ErrnoException): void => {
          clearTimeout(deadline);
          if (typeof body !== 'string') body.unpipe(onward).resume();
          reject(unavailable(error.code ?? error.message));
        };
        // A plain timer costs less than an AbortSignal.
        const deadline = setTimeout(() => onward.destroy(new Error(`nothing in ${deadlineMs} ms`)), deadlineMs);
        onward.once('error', fail);
        if (typeof body === 'string') onward.end(body);
        else body.pipe(onward);
      }),
  };
};
