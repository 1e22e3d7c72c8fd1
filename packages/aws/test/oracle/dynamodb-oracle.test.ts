/**
 * The SDK is the oracle of our transport: the same call through both, against a service that meets each attempt as a script
 * says, and everything that can be seen from either side must be the same.
 * @jest-environment ./packages/aws/test/oracle/one-realm.cjs
 */

import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { timeFor } from '@frontdesk/testkit/randomness';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { type DocumentClient, documentClient, itemOf, type Operation } from '../../src/dynamodb';
import { call, item, type MadeCall } from './arbitraries';
import { type Attempt, type Behaviour, scriptedDynamoDb } from './scripted-dynamodb';
import { ORACLE_CREDENTIALS, ORACLE_REGION, sdkClient } from './sdk-client';

jest.setTimeout(timeFor(60_000));

/** Milliseconds. No test waits for it, however busy the machine is, but the one that shortens it. */
const ANSWER_MS = 20_000;

let service: Awaited<ReturnType<typeof scriptedDynamoDb>>;
let ours: DocumentClient;
let theirs: DocumentClient;

const clients = (answerMs = ANSWER_MS) => {
  const { endpoint } = service;
  ours?.destroy();
  theirs?.destroy();
  ours = documentClient({
    endpoint,
    region: ORACLE_REGION,
    credentials: () => ORACLE_CREDENTIALS,
    connectMs: answerMs,
    answerMs,
  });
  theirs = sdkClient({ endpoint, answerMs });
};

beforeAll(async () => {
  // What Lambda sets: the SDK passes the trace on there alone.
  Object.assign(process.env, {
    AWS_LAMBDA_FUNCTION_NAME: 'chat',
    _X_AMZN_TRACE_ID: 'Root=1-5759e988;Lineage=1:a87b:0',
  });
  service = await scriptedDynamoDb();
});
beforeEach(() => clients());
afterEach(() => {
  ours.destroy();
  theirs.destroy();
});
afterAll(() => service.close());

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

/** Plays one call through one client. */
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

const alike = async (lines: readonly Behaviour[], made: MadeCall): Promise<void> => {
  const mine = await play(ours, lines, made);
  const oracle = await play(theirs, lines, made);
  expect(mine.result).toEqual(oracle.result);
  expect(mine.attempts.map(seen)).toEqual(oracle.attempts.map(seen));
};

const answers = (body: unknown, status = 200, headers = {}): Behaviour => ({
  kind: 'answers',
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** Items as the wire has them: the SDK's own marshaller makes them, with its binaries in base64. */
const wire = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) => (each instanceof Uint8Array ? Buffer.from(each).toString('base64') : each)),
  );
const wireItem = item.map((values) => wire(marshall(values, { removeUndefinedValues: true })));

const GET = { operation: 'GetItem', input: { TableName: 't', Key: { id: 'a' } } } as const;

describe('a call', () => {
  test('of any operation, with any values, is the same request and the same output', async () => {
    await assertProperty(
      fc.asyncProperty(call, wireItem, wireItem, async (made, one, other) => {
        const output = {
          ...{ Item: one, Attributes: one, Items: [one, other], LastEvaluatedKey: other, Count: 2, ScannedCount: 3 },
          Responses: { 'frontdesk-dev-faq': [one, other] },
          UnprocessedKeys: { 'frontdesk-dev-faq': { Keys: [other], ConsistentRead: true } },
        };
        const OWN_MEMBERS: Readonly<Record<Operation, readonly string[]>> = {
          BatchGetItem: ['Responses', 'UnprocessedKeys'],
          DeleteItem: ['Attributes'],
          GetItem: ['Item'],
          PutItem: ['Attributes'],
          Query: ['Items', 'LastEvaluatedKey', 'Count', 'ScannedCount'],
          TransactWriteItems: [],
          UpdateItem: ['Attributes'],
        };
        const own = Object.entries(output).filter(([name]) => OWN_MEMBERS[made.operation].includes(name));
        await alike([answers(Object.fromEntries(own))], made);
      }),
      { numRuns: 100 },
    );
  });

  test('has a signature that the SDK would have made of the same headers', async () => {
    const oracle = new SignatureV4({
      credentials: ORACLE_CREDENTIALS,
      region: ORACLE_REGION,
      service: 'dynamodb',
      sha256: Sha256,
    });
    const [attempt] = await service.play([answers({})], () =>
      ours.send('GetItem', { TableName: 't', Key: { id: '駐' } }),
    );
    const { headers = {}, body = '' }: Partial<Attempt> = attempt ?? {};
    const { authorization, connection: _, 'x-amz-date': date = '', ...others } = headers as Record<string, string>;
    const at = date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
    const request = new HttpRequest({ method: 'POST', hostname: 'h', path: '/', headers: others, body });
    const signed = await oracle.sign(request, { signingDate: new Date(at) });
    expect(authorization).toBe(signed.headers.authorization);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, new Set(), Symbol('no'), new Date(0), new Map()])(
    'with %p is refused, by whom it is sent, before it is sent',
    async (value: unknown) => {
      const put = () => ours.send('PutItem', { TableName: 't', Item: { value } });
      const refused = async () => expect(put()).rejects.toThrow();
      expect(await service.play([answers({})], refused)).toEqual([]);
    },
  );
});

const exception = (name: string, status: number, headers = {}): Behaviour =>
  answers({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `it is ${name}` }, status, headers);

const REFUSED = { id: { S: 'a' }, count: { N: '7' }, bytes: { B: 'AAE=' }, tags: { SS: ['a'] } };
const REASONS = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Message: 'no', Item: REFUSED }];

/** Every way in which an attempt may go wrong, but hanging. */
const mishap: fc.Arbitrary<Behaviour> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        ...['AccessDeniedException', 'ConditionalCheckFailedException', 'ExpiredTokenException', 'InternalServerError'],
        ...['LimitExceededException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'SlowDown'],
        ...['ResourceNotFoundException', 'ServiceUnavailable', 'ThrottlingException', 'TransactionConflictException'],
        ...['TransactionInProgressException', 'UnrecognizedClientException', 'ValidationException', 'Unheard'],
      ),
      fc.constantFrom(400, 403, 413, 429, 500, 501, 502, 503, 504),
      fc.constantFrom({}, { 'retry-after': '0' }, { 'x-amz-retry-after': '2' }),
    )
    .map(([name, status, headers]) => exception(name, status, headers)),
  fc
    .tuple(fc.constantFrom('', 'not JSON', '<html>', '{}', '{"Message":"capital"}'), fc.constantFrom(400, 500, 503))
    .map(([body, status]) => answers(body, status)),
  fc.constantFrom<Behaviour>(
    answers('not JSON'),
    answers({ __type: 'Bare', message: 'no namespace' }, 400),
    answers({ __type: 'aws#Named:http://internal.amazon.com/coral/', message: 'with a URL' }, 400),
    answers({ message: 'named by a header' }, 400, { 'x-amzn-errortype': 'InHeader:http://a' }),
    answers({ __type: 'x#ConditionalCheckFailedException', message: 'no', Item: REFUSED }, 400),
    answers({ __type: 'x#TransactionCanceledException', message: 'no', CancellationReasons: REASONS }, 400),
    { kind: 'cuts' },
    { kind: 'cuts in the middle', body: '{"Item":{"id":{"S":' },
  ),
);

describe('when it goes wrong', () => {
  const { random } = Math;
  afterEach(() => {
    Math.random = random;
  });

  test('as often and in whatever way, the attempts, the exception and its fields are the same', async () => {
    // No wait is longer than zero: what is compared is which attempts there are.
    Math.random = () => 0;
    await assertProperty(
      fc.asyncProperty(fc.array(mishap, { minLength: 1, maxLength: 3 }), async (mishaps) => {
        // With all of its tokens again.
        clients();
        await alike([...mishaps, answers({})], GET);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a failure', 15, exception('InternalServerError', 500)],
    ['a throttle', 600, exception('ThrottlingException', 400)],
    ['a failure that asks for a pause', 80, exception('ServiceUnavailable', 503, { 'x-amz-retry-after': '40' })],
    ['a failure that asks for seconds', 100, exception('ServiceUnavailable', 503, { 'retry-after': '0.05' })],
  ])('after %s the waits are the same, %i ms in all', async (_, total, line) => {
    Math.random = () => 0.2;
    const waited = async (client: DocumentClient): Promise<unknown> => {
      let delay: unknown;
      await service.play([line, line, answers({})], async () => {
        delay = (await client.send(GET.operation, GET.input)).$metadata.totalRetryDelay;
      });
      return delay;
    };
    const [mine, oracle] = [Number(await waited(ours)), Number(await waited(theirs))];
    // The SDK makes a date of what was asked for, and on a busy machine some of it has passed when it begins to wait.
    expect(oracle).toBeLessThanOrEqual(mine);
    expect(mine).toBe(total);
    expect(oracle).toBeGreaterThan(0);
  });

  test('for so long that its tokens are spent, a client repeats nothing more', async () => {
    Math.random = () => 0;
    const attempts = async (client: DocumentClient): Promise<number[]> => {
      const counted: number[] = [];
      for (let calls = 0; calls < 25; calls += 1) {
        const failing = () => client.send(GET.operation, GET.input).catch(() => undefined);
        counted.push((await service.play([exception('InternalServerError', 500)], failing)).length);
      }
      for (let calls = 0; calls < 20; calls += 1) {
        await service.play([answers({})], () => client.send(GET.operation, GET.input));
      }
      const once = () => client.send(GET.operation, GET.input).catch(() => undefined);
      counted.push((await service.play([exception('InternalServerError', 500)], once)).length);
      return counted;
    };
    const mine = await attempts(ours);
    expect(mine).toEqual(await attempts(theirs));
    expect(mine.slice(-3)).toEqual([1, 1, 3]);
  });

  test('because nothing is answered, it ends at the deadline, after three attempts', async () => {
    Math.random = () => 0;
    clients(300);
    await alike([{ kind: 'hangs' }], GET);
  });

  test('because there is nobody, the exception is the same', async () => {
    Math.random = () => 0;
    const nobody = await scriptedDynamoDb();
    await nobody.close();
    const options = { endpoint: nobody.endpoint, region: ORACLE_REGION, answerMs: ANSWER_MS };
    const failure = (client: DocumentClient) =>
      client.send(GET.operation, GET.input).then(
        () => undefined,
        ({ code, $metadata }) => ({ code, attempts: $metadata.attempts }),
      );
    const mine = await failure(documentClient({ ...options, credentials: () => ORACLE_CREDENTIALS }));
    expect(mine).toEqual(await failure(sdkClient(options)));
    expect(mine).toEqual({ code: 'ECONNREFUSED', attempts: 3 });
  });

  test('because the caller gives up, the call ends at once, also while it waits for another attempt', async () => {
    Math.random = () => 0.9;
    for (const line of [{ kind: 'hangs' } as const, exception('ThrottlingException', 400)]) {
      for (const client of [ours, theirs]) {
        const caller = new AbortController();
        const call = () => client.send(GET.operation, GET.input, { abortSignal: caller.signal });
        const refused = async () => expect(call()).rejects.toMatchObject({ name: 'AbortError' });
        const attempts = await service.play([line], refused, () => caller.abort());
        expect(attempts).toHaveLength(1);
      }
    }
  });
});

describe('with a clock that is an hour slow', () => {
  const HOUR_MS = 3_600_000;
  const signedAt = ({ headers }: Attempt): number =>
    Date.parse(String(headers['x-amz-date']).replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));

  test.each(['InvalidSignatureException', 'RequestTimeTooSkewed', 'SignatureDoesNotMatch'])(
    'a call that %s refuses is signed anew by the clock of the service, and the next one from the start',
    async (name) => {
      const date = new Date(Date.now() + HOUR_MS).toUTCString();
      for (const client of [ours, theirs]) {
        const get = () => client.send(GET.operation, GET.input);
        const refused = await service.play([exception(name, 403, { date }), answers({}, 200, { date })], get);
        const next = await service.play([answers({}, 200, { date })], get);
        const late = [...refused, ...next].map((attempt) =>
          Math.abs(Math.round((signedAt(attempt) - Date.now()) / HOUR_MS)),
        );
        expect(late).toEqual([0, 1, 1]);
      }
    },
  );

  test('an answer out of a cache says nothing about the time', async () => {
    const headers = { date: new Date(Date.now() + HOUR_MS).toUTCString(), age: '3600' };
    for (const client of [ours, theirs]) {
      const get = () => client.send(GET.operation, GET.input);
      await service.play([answers({}, 200, headers)], get);
      const [next] = await service.play([answers({})], get);
      expect(Math.abs(signedAt(next as Attempt) - Date.now())).toBeLessThan(60_000);
    }
  });
});

test('credentials are asked for anew for each attempt: what has expired is replaced between two', async () => {
  Math.random = () => 0;
  let made = 0;
  const client = documentClient({
    endpoint: service.endpoint,
    region: ORACLE_REGION,
    credentials: async () => ({ ...ORACLE_CREDENTIALS, accessKeyId: `KEY${++made}` }),
  });
  const attempts = await service.play([exception('InternalServerError', 500), answers({})], () =>
    client.send(GET.operation, GET.input),
  );
  expect(attempts.map(({ headers }) => /Credential=(\w+)/.exec(String(headers.authorization))?.[1])).toEqual([
    'KEY1',
    'KEY2',
  ]);
  client.destroy();
});
