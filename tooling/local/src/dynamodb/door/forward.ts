import type { IncomingMessage } from 'node:http';
import { AwsError } from '../../endpoint/aws-error';
import type { Answer } from '../../endpoint/service';
import { EngineConnection } from './engine-connection';

/** Connections that are kept while nothing uses them. */
const KEPT = 64;

/** Headers that belong to one connection, not to the message (RFC 9110, 7.6.1), or depend on the body as it is sent on. */
const OF_THE_CONNECTION = [
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** The engine has another host, and gets a body without being asked whether it wants it. */
const NOT_SENT_ON = new Set([...OF_THE_CONNECTION, 'expect', 'host', 'origin']);
const NOT_SENT_BACK = new Set(OF_THE_CONNECTION);

/** The head of a request to the engine, with the headers of the original. Node has checked that no value has a line end. */
const headOf = ({ rawHeaders }: IncomingMessage, { host, pathname }: URL, length: number): string => {
  let head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: ${length}\r\n`;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    if (!NOT_SENT_ON.has(name.toLowerCase())) head += `${name}: ${rawHeaders[index + 1]}\r\n`;
  }
  return `${head}\r\n`;
};

const sentBack = (headers: Readonly<Record<string, string>>): Answer['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_SENT_BACK.has(name)));

const unavailable = (reason: string): AwsError =>
  new AwsError(
    'com.amazonaws.dynamodb.v20120810#InternalServerError',
    `The local DynamoDB engine did not answer: ${reason}`,
    500,
  );

export interface Forwarder {
  /**
   * Passes a request on, with the body as it is to be.
   * @throws AwsError a 500 that SDKs retry, if the engine is down or has not answered in full in time.
   */
  forward(original: IncomingMessage, body: string | Buffer): Promise<Answer>;
  /** Ends the connections, whatever they are used for. */
  close(): void;
}

/** Keeps connections to the engine and sends requests over them. */
export const createForwarder = (endpoint: string, deadlineMs: number): Forwarder => {
  const url = new URL(endpoint);
  const port = Number(url.port || 80);
  // An IPv6 address stands in brackets in a URL.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const open = new Set<EngineConnection>();
  /** The one that was used last is used first. */
  let idle: EngineConnection[] = [];

  const connection = (): EngineConnection => {
    for (let kept = idle.pop(); kept; kept = idle.pop()) if (kept.usable) return kept;
    const made = new EngineConnection(port, host, (closed) => {
      open.delete(closed);
      idle = idle.filter((one) => one !== closed);
    });
    open.add(made);
    return made;
  };

  return {
    close: () => {
      for (const one of open) one.close();
    },
    forward: async (original, body) => {
      const engine = connection();
      const deadline = setTimeout(() => engine.close(new Error(`nothing in ${deadlineMs} ms`)), deadlineMs);
      try {
        const answer = await engine.ask(headOf(original, url, Buffer.byteLength(body)), body);
        if (answer.keepsAlive && idle.length < KEPT) idle.push(engine);
        else engine.close();
        return { status: answer.status, headers: sentBack(answer.headers), body: answer.body };
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw unavailable(code ?? message);
      } finally {
        clearTimeout(deadline);
      }
    },
  };
};
