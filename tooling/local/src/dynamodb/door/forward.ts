import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import type { Readable } from 'node:stream';
import { AwsError } from '../../endpoint/aws-error';
import type { Answer } from '../../endpoint/service';

const CONNECTIONS = 64;

/** Headers that belong to one connection, not to the message (RFC 9110, 7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
/** Headers that depend on the new host and on the body as it is sent on, or that do not concern the engine. */
const NOT_SENT_ON = new Set([...HOP_BY_HOP, 'content-length', 'expect', 'host', 'origin']);
const NOT_SENT_BACK = new Set(HOP_BY_HOP);

const without = (
  headers: IncomingHttpHeaders,
  dropped: ReadonlySet<string>,
): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || dropped.has(name) ? [] : [[name, value]],
    ),
  );

const unavailable = (reason: string): AwsError =>
  new AwsError(
    'com.amazonaws.dynamodb.v20120810#InternalServerError',
    `The local DynamoDB engine did not answer: ${reason}`,
    500,
  );

export interface Forwarder {
  /**
   * Passes a request on and its answer back, both as streams.
   * @throws AwsError a 500 that SDKs retry, if the engine is down or has not answered in time.
   */
  forward(headers: IncomingHttpHeaders, body: Readable | string): Promise<Answer>;
  close(): void;
}

/** Keeps connections to the engine and sends requests over them. */
export const createForwarder = (endpoint: string, deadlineMs: number): Forwarder => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  return {
    close: () => agent.destroy(),
    forward: (headers, body) =>
      new Promise((resolve, reject) => {
        const length = typeof body === 'string' ? Buffer.byteLength(body) : headers['content-length'];
        const onward = request(
          endpoint,
          {
            method: 'POST',
            agent,
            headers: { ...without(headers, NOT_SENT_ON), ...(length !== undefined && { 'content-length': length }) },
          },
          (answer) =>
            resolve({
              status: answer.statusCode ?? 500,
              headers: without(answer.headers, NOT_SENT_BACK),
              body: answer,
            }),
        );
        // A plain timer costs less than an AbortSignal, and this runs for every item that a function reads.
        const deadline = setTimeout(() => onward.destroy(new Error(`nothing in ${deadlineMs} ms`)), deadlineMs);
        onward.once('close', () => clearTimeout(deadline));
        onward.once('error', (error: NodeJS.ErrnoException) => {
          if (typeof body !== 'string') body.unpipe(onward).resume();
          reject(unavailable(error.code ?? error.message));
        });
        if (typeof body === 'string') onward.end(body);
        else body.pipe(onward);
      }),
  };
};
