import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type DocumentClient, documentClient, itemOf } from '../../src/dynamodb';
import type { MadeCall } from './arbitraries';
import { type Attempt, type Behaviour, scriptedDynamoDb } from './scripted-dynamodb';
import { ORACLE_CREDENTIALS, ORACLE_REGION, sdkClient } from './sdk-client';

/** Milliseconds. No test waits for it, however busy the machine is, but the one that shortens it. */
export const ANSWER_MS = 20_000;

/** What the SDK says of itself, and what is different each time or for each attempt. */
const OWN =
  /^(amz-sdk-.*|(x-amz-)?user-agent|x-amz-date|x-amz-content-sha256|authorization|connection|content-length)$/;

/** What a service sees of an attempt. Members of JSON have no order, and a transaction's token is random. */
const seen = ({ method, path, headers, body }: Attempt) => {
  const { ClientRequestToken, ...members } = JSON.parse(body) as Record<string, unknown>;
  return {
    ...{ method, path, members, token: typeof ClientRequestToken },
    scope: /Credential=[^,]*/.exec(headers.authorization ?? '')?.[0],
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN.test(name))),
  };
};

/**
 * What an exception says. Errors that no service answers are worded by each client itself. An item is compared as values,
 * because the SDK has decoded its binaries by then.
 */
const said = (error: unknown, read: (item: never) => unknown) => {
  const { name, message, $metadata, Item, CancellationReasons } = error as Error & Record<string, unknown>;
  const { httpStatusCode = 0, requestId, attempts } = ($metadata ?? {}) as Record<string, number | undefined>;
  const reasons = CancellationReasons as { Item?: never }[] | undefined;
  return {
    ...{ name, attempts },
    answer: httpStatusCode >= 300 && name !== 'SyntaxError' ? { httpStatusCode, requestId, message } : undefined,
    item: Item && read(Item as never),
    reasons: reasons?.map(({ Item: each, ...reason }) => ({ ...reason, item: each && read(each) })),
  };
};

type Service = Awaited<ReturnType<typeof scriptedDynamoDb>>;

/** Our client and the SDK's, and the service that they both talk to. */
interface SideBySide {
  readonly service: Service;
  readonly ours: DocumentClient;
  readonly theirs: DocumentClient;
  /** Makes both clients anew, with all of their tokens for attempts. */
  renew(answerMs?: number): void;
  /** Makes a call through both, against a service that behaves so: everything that can be seen must be the same. */
  alike(lines: readonly Behaviour[], made: MadeCall): Promise<void>;
}

/** Sets a test file up with both clients, new for each test. */
export const sideBySide = (): SideBySide => {
  let service: Service;
  let ours: DocumentClient;
  let theirs: DocumentClient;

  const destroy = (): void => {
    ours?.destroy();
    theirs?.destroy();
  };
  const renew = (answerMs = ANSWER_MS): void => {
    destroy();
    const { endpoint } = service;
    const credentials = () => ORACLE_CREDENTIALS;
    ours = documentClient({ endpoint, region: ORACLE_REGION, credentials, connectMs: answerMs, answerMs });
    theirs = sdkClient({ endpoint, answerMs });
  };

  const play = async (client: DocumentClient, lines: readonly Behaviour[], made: MadeCall) => {
    const read = client === ours ? itemOf : unmarshall;
    let result: unknown;
    const attempts = await service.play(lines, async () => {
      result = await client.send(made.operation, made.input as never).then(
        ({ $metadata, ...output }: { $metadata?: object }) => ({ output, metadata: { ...$metadata } }),
        (error: unknown) => ({ error: said(error, read as never) }),
      );
    });
    const {
      totalRetryDelay: _,
      extendedRequestId: _id,
      cfId: _cf,
      ...metadata
    } = (result as { metadata?: Record<string, unknown> }).metadata ?? {};
    return { result: { ...(result as object), metadata }, attempts };
  };

  beforeAll(async () => {
    // What Lambda sets: the SDK passes the trace on there alone.
    Object.assign(process.env, {
      AWS_LAMBDA_FUNCTION_NAME: 'chat',
      _X_AMZN_TRACE_ID: 'Root=1-5759e988;Lineage=1:a87b:0',
    });
    service = await scriptedDynamoDb();
  });
  beforeEach(() => renew());
  afterEach(destroy);
  afterAll(() => service.close());

  return {
    get service() {
      return service;
    },
    get ours() {
      return ours;
    },
    get theirs() {
      return theirs;
    },
    renew,
    alike: async (lines, made) => {
      const mine = await play(ours, lines, made);
      const oracle = await play(theirs, lines, made);
      expect(mine.result).toEqual(oracle.result);
      expect(mine.attempts.map(seen)).toEqual(oracle.attempts.map(seen));
    },
  };
};
