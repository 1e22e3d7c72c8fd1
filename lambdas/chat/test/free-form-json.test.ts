import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { parseJson, stringifyJson } from '@frontdesk/core/json';
import { ulids } from '@frontdesk/core/time';
import { createIdempotencyStore } from '@frontdesk/tables';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import fc from 'fast-check';
import declaration from '../src/function';

/** How many levels a body may have: a deeper one is refused before anything looks at it. */
const MAX_DEPTH = 32;

let store: TestTables;
let call: Call;
/** How often the model was asked. */
let asked = 0;

beforeAll(async () => {
  store = await startTestTables();
  const { tables, clock } = store;
  const platform = testPlatform({ clock, idempotency: createIdempotencyStore(tables) });
  const counting = {
    ...offlineModel,
    stream: (...given: Parameters<typeof offlineModel.stream>) => {
      asked += 1;
      return offlineModel.stream(...given);
    },
  };
  call = callHandler(
    httpHandler(declaration, platform, {
      tables,
      clock,
      ids: ulids(),
      metrics: platform.metrics,
      indexes: new IndexCache(),
      models: async () => new Map([['offline', counting]]),
      embedders: async () => undefined,
    }),
  );
});
afterAll(() => store.close());

const claims = staffClaims('acme-dental', '[admin]');
const send = (routeKey: string, body: string, headers: Record<string, string> = {}) =>
  call(routeKey, { claims, body, headers });
const read = (routeKey: string, path?: string, params?: Record<string, string>) =>
  call(routeKey, { claims, ...(path && { path }), ...(params && { params }) });

/** The same JSON, as it is written here. */
const canonical = (json: string): string => stringifyJson(parseJson(json));

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }).map(String),
  fc.constantFrom('9007199254740993', '-9007199254740993', '1e-131', '1e200', '1e400', '-1e-400', '1e126'),
);
const names = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON', 'wrapNumbers', '', 'a'),
  fc.string({ maxLength: 5 }),
);

/** JSON text of any shape, to a depth. */
const jsonOf = (maxDepth: number) =>
  fc.letrec<{ any: string; object: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth, depthSize: 'small' },
      fc.oneof(fc.string(), fc.boolean(), fc.constant(null)).map((value) => JSON.stringify(value)),
      numbers,
      fc.array(tie('any'), { maxLength: 3 }).map((items) => `[${items.join()}]`),
      tie('object'),
    ),
    object: fc
      .uniqueArray(fc.tuple(names, tie('any')), { selector: ([name]) => name, maxLength: 4 })
      .map((fields) => `{${fields.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`),
  }));

const nested = (levels: number): string => `${'['.repeat(levels)}9007199254740993${']'.repeat(levels)}`;

describe('the metadata of a turn', () => {
  let serial = 0;
  const turnWith = async (metadata: string, key?: string) => {
    serial += 1;
    const session = `metadata-${serial}`;
    const body = `{"message":"Hello!","session_id":"${session}","metadata":${metadata}}`;
    const ask = () => send('POST /chat', body, key ? { 'idempotency-key': key } : {});
    const listed = async () =>
      (
        await read('GET /chat/sessions/{session_id}/messages', `/chat/sessions/${session}/messages`, {
          session_id: session,
        })
      ).text;
    return { ask, listed };
  };

  test.each([
    '{"order":9007199254740993}',
    '{"order":1e-131}',
    '{"order":1e400,"again":-1e-400}',
    '{"constructor":1,"__proto__":{"constructor":null},"toJSON":"x"}',
    `{"deep":${nested(MAX_DEPTH - 3)}}`,
    '{}',
  ])('comes back as it was sent, and its keyed repeat is the first answer: %s', async (metadata) => {
    const before = asked;
    const { ask, listed } = await turnWith(metadata, `key-${metadata}`.slice(0, 200));
    const answer = await ask();
    expect(answer.status).toBe(200);
    const again = await ask();
    expect([again.text, again.headers['idempotency-replayed']]).toEqual([answer.text, 'true']);
    expect(asked).toBe(before + 1);
    expect(await listed()).toContain(`"metadata":${metadata}`);
  });

  test('comes back whatever JSON it is', async () => {
    await assertProperty(
      fc.asyncProperty(jsonOf(MAX_DEPTH - 3).object, async (metadata) => {
        fc.pre(Buffer.byteLength(canonical(metadata)) <= 4_096);
        const { ask, listed } = await turnWith(metadata);
        const answer = await ask();
        expect([answer.status, answer.body.code]).toEqual([200, undefined]);
        expect(await listed()).toContain(`"metadata":${canonical(metadata)}`);
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ['no object', '[1]'],
    ['a number alone that a double does not hold', '1e400'],
    ['over 4 KiB once it is written', `{"a":[${Array(1_000).fill('1e20').join()}]}`],
  ])('that is %s is refused before the model is asked', async (_name, metadata) => {
    const before = asked;
    const answer = await (await turnWith(metadata)).ask();
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ location: 'body.metadata' }] } });
    expect(asked).toBe(before);
  });
});

describe('the parameters of a webhook', () => {
  const configWith = (parameters: string) =>
    `{"webhooks":[{"name":"hook","description":"A hook","url":"https://shop.example/hook","parameters":${parameters}}]}`;

  test.each([
    '{"type":"object","properties":{"n":{"type":"number","maximum":1e+200,"minimum":-9007199254740993}}}',
    '{"type":"object","properties":{"constructor":{"type":"string"},"__proto__":{"type":"string"}}}',
    `{"type":"object","default":${nested(MAX_DEPTH - 6)}}`,
  ])('come back as they were sent, also in the list of versions and after a restore: %s', async (parameters) => {
    const put = await send('PUT /func-config', configWith(parameters));
    expect(put.status).toBe(200);
    const { version } = put.body;
    const key = { 'idempotency-key': `key-${parameters}`.slice(0, 200) };
    const posted = await send('POST /func-config', configWith(parameters), key);
    expect((await send('POST /func-config', configWith(parameters), key)).text).toBe(posted.text);

    const address = `/func-config/versions/${version}`;
    const params = { version: String(version) };
    const restore = 'POST /func-config/versions/{version}/restore';
    for (const { text } of [
      put,
      posted,
      await read('GET /func-config'),
      await read('GET /func-config/versions'),
      await read('GET /func-config/versions/{version}', address, params),
      await call(restore, { claims, path: `${address}/restore`, params }),
      await read('GET /func-config'),
    ]) {
      expect(text).toContain(`"parameters":${parameters}`);
    }
  });

  test('come back whatever JSON they are', async () => {
    await assertProperty(
      fc.asyncProperty(jsonOf(MAX_DEPTH - 6).any, async (any) => {
        const parameters = `{"type":"object","x":${any}}`;
        expect((await send('PUT /func-config', configWith(parameters))).status).toBe(200);
        expect((await read('GET /func-config')).text).toContain(`"parameters":${canonical(parameters)}`);
      }),
      { numRuns: 30 },
    );
  });

  test('that are not the schema of an object, or are too large, are refused, and the field is named', async () => {
    for (const [parameters, location] of [
      ['{"type":"array"}', 'body.webhooks.0.parameters.type'],
      ['{}', 'body.webhooks.0.parameters.type'],
      ['[]', 'body.webhooks.0.parameters'],
      [`{"type":"object","x":"${'x'.repeat(16_384)}"}`, 'body.webhooks.0.parameters'],
    ]) {
      const answer = await send('PUT /func-config', configWith(parameters ?? ''));
      expect([answer.status, answer.body.errors?.map((error: { location: string }) => error.location)]).toEqual([
        400,
        [location],
      ]);
    }
  });

  test('that become too large for an item only when they are written are refused with a clear error', async () => {
    const parameters = `{"type":"object","x":[${Array(600).fill('1e20').join()}]}`;
    const webhook = (i: number) =>
      `{"name":"hook_${i}","description":"${'あ'.repeat(1_024)}","url":"https://shop.example/${'あ'.repeat(2_000)}","parameters":${parameters}}`;
    const config = `{"webhooks":[${Array.from({ length: 16 }, (_, i) => webhook(i)).join()}]}`;
    const answer = await send('PUT /func-config', config);
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [{ location: 'body.webhooks', message: 'must be at most 262144 bytes of JSON' }],
    ]);
  });
});
