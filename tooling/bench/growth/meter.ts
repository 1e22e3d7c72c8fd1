import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Exchange, type Usage, usageOf } from './usage';

/** Stands before the embedded AWS and sees what is asked of DynamoDB. */
export interface Meter {
  readonly url: string;
  /** Runs a piece of work, the only one at a time, and says what it used of DynamoDB. */
  during<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly usage: Usage }>;
  close(): Promise<void>;
}

const operationOf = ({ headers }: IncomingMessage): string | undefined =>
  /^DynamoDB_\d+\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1];

/** The same request, which also asks what it costs. The embedded AWS does not check signatures, so the body may change. */
const asking = (body: Buffer): Buffer =>
  Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ReturnConsumedCapacity: 'TOTAL' }));

export const startMeter = async (endpoint: string): Promise<Meter> => {
  const agent = new Agent({ keepAlive: true });
  let exchanges: Exchange[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const operation = operationOf(incoming);
    const sent = await buffer(incoming);
    const body = operation === undefined ? sent : asking(sent);
    const { host: _, ...headers } = incoming.headers;
    const onward = request(endpoint + incoming.url, {
      method: incoming.method ?? 'POST',
      agent,
      headers: { ...headers, 'content-length': body.length },
    });
    onward.once('error', () => outgoing.destroy());
    onward.once('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      // Read after the work: now it would take time from what is measured.
      if (operation !== undefined) exchanges.push({ operation, chunks });
      answer.pipe(outgoing);
    });
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    during: async (work) => {
      exchanges = [];
      const result = await work();
      return { result, usage: usageOf(exchanges) };
    },
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
