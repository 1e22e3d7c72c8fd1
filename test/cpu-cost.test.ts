import { defaultRoute, httpRoutes, type Route as RouteOf, routeKey } from '@frontdesk/core/declare';
import { MAX_BODY_BYTES } from '@frontdesk/core/http';
import { openapi } from '@frontdesk/manifest/openapi';
import type { HandlerAnswer } from '@frontdesk/testkit/call-handler';
import { measure } from '@frontdesk/testkit/cpu';
import type { EventOptions } from '@frontdesk/testkit/gateway-event';
import { type JsonSchema, schemaArbitrary } from '@frontdesk/testkit/schema-arbitrary';
import { staffClaims } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import { worstBodies } from '@frontdesk/testkit/worst-bodies';
import { worstCsv } from '@frontdesk/testkit/worst-csv';
import { WORST_TEXTS } from '@frontdesk/testkit/worst-text';
import fc from 'fast-check';
import { functionsInProcess, type InProcess } from './support/functions-in-process';

/** No request within the size limits may cost more than this, in milliseconds of CPU. */
const MOST = 250;
/** A request over it is tried again: garbage collection or compilation is not the request's own cost. */
const TRIES = 4;
/** API Gateway's quota for the request line and all headers, less what every request has. */
const HEAD_BYTES = 9_000;

type Route = RouteOf<never>;

interface Case {
  readonly name: string;
  readonly request: EventOptions;
}

let store: TestTables;
let functions: readonly InProcess[];
let document: { paths: Record<string, Record<string, Operation>> };

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

const TENANT = 'large-tenant';
let imports = 0;
/** Each import is a tenant's first, because its cost also grows with the FAQ that it is compared with. */
const tenantOf = (key: string): string => {
  if (key !== 'POST /faq/import') return TENANT;
  imports += 1;
  return `import-${imports}`;
};
const call = (fn: InProcess, key: string, request: EventOptions): Promise<HandlerAnswer> =>
  fn.call(key, { claims: staffClaims(tenantOf(key), '[admin]'), ...request });

/** A FAQ that makes a search work hard: as many words as thousands of entries have, in two languages. */
const fillFaq = async (): Promise<void> => {
  const { faq, prompts, commit } = store.tables.forTenant(TENANT);
  const time = '2026-01-01T00:00:00.000Z';
  const word = (i: number): string =>
    `s${i.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}ring`;
  for (let chunk = 0; chunk < 20; chunk += 1) {
    const writes = Array.from({ length: 50 }, (_, i) => {
      const n = chunk * 50 + i;
      const words = Array.from({ length: 40 }, (_, j) => word(n * 40 + j)).join(' ');
      return faq.create({
        ...{
          faq_id: '',
          question: `Is there check-up ${word(n)} 予約${n}?`,
          answer: `${words} カットの料金は${n}円です`,
        },
        ...{ tags: [], version: 1, created_at: time, updated_at: time },
      });
    });
    await commit([...writes, ...prompts.faqChanged([])]);
  }
};

beforeAll(async () => {
  store = await startTestTables();
  functions = await functionsInProcess(store);
  document = openapi(
    functions.map(({ declaration }) => declaration),
    'test',
  ) as never;
  await fillFaq();
  // The first question builds the index, whose cost depends on the tenant's FAQ and not on what is asked.
  for (const fn of functions) {
    for (const key of ['GET /faq/search', 'POST /chat'])
      await call(fn, key, { query: { q: 'x' }, body: '{"message":"x"}' });
  }
}, 120_000);
afterAll(() => store.close());

const operationOf = ({ path, method }: Route): Operation => document.paths[path]?.[method.toLowerCase()] as Operation;

/** A value that a schema describes: always the same one. */
const validOf = (schema: JsonSchema): unknown => {
  const text = fc.constant('a text');
  const words = { text, known: () => undefined, time: () => fc.constant('2026-01-01T10:00:00.000Z') };
  return fc.sample(schemaArbitrary(schema, 'body', words), { numRuns: 1, seed: 7 })[0];
};

const namedTexts = (bytes: number): [string, string][] =>
  Object.entries(WORST_TEXTS).map(([kind, filler]) => [kind, filler(bytes)]);

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Percent-encoded text takes up to three times its size. */
const queryTexts = (): [string, string][] =>
  Object.entries(WORST_TEXTS).map(([kind, filler]) => {
    const growth = encoded(filler(300)).length / Buffer.byteLength(filler(300));
    return [kind, encoded(filler(Math.floor(HEAD_BYTES / growth)))];
  });

const queryCases = (operation: Operation): Case[] => [
  ...operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name }) =>
      queryTexts().map(([kind, text]) => ({ name: `?${name}= ${kind}`, request: { rawQuery: `${name}=${text}` } })),
    ),
  { name: 'many parameters', request: { rawQuery: Array.from({ length: 1_500 }, (_, i) => `p${i}=1`).join('&') } },
  { name: 'one parameter many times', request: { rawQuery: 'q=1&'.repeat(2_000) } },
  { name: 'bytes that are not UTF-8', request: { rawQuery: 'q=%ff&'.repeat(1_500) } },
  { name: 'percent signs', request: { rawQuery: `q=${'%'.repeat(HEAD_BYTES)}` } },
];

const pathCases = ({ path }: Route): Case[] => {
  const variable = /\{(\w+)\}/.exec(path)?.[1];
  if (variable === undefined) return [];
  return namedTexts(HEAD_BYTES).map(([kind, text]) => ({
    name: `a path of ${kind}`,
    request: { path: `/${text}`, params: { [variable]: text.toWellFormed() } },
  }));
};

const HEADERS = [
  'content-type',
  'if-match',
  'if-none-match',
  'idempotency-key',
  'x-request-id',
  'traceparent',
  'x-client-id',
];
/** What patterns for headers could stumble over. */
const HEADER_TEXTS = ['letters', 'digits', 'quotes', 'commas', 'nearly a media type', 'nearly a list of tags'];
const headerCases = (): Case[] =>
  HEADERS.flatMap((header) =>
    namedTexts(HEAD_BYTES)
      .filter(([kind]) => HEADER_TEXTS.includes(kind))
      .map(([kind, text]) => ({ name: `${header} of ${kind}`, request: { headers: { [header]: text } } })),
  );

const bodyCases = (route: Route, operation: Operation): Case[] => {
  const bytes = route.maxBodyBytes ?? MAX_BODY_BYTES;
  const { 'application/merge-patch+json': _same, ...content } = operation.requestBody?.content ?? {};
  return Object.entries(content).flatMap(([type, { schema }]) => {
    const bodies = type === 'text/csv' ? worstCsv(bytes) : worstBodies(schema, validOf(schema), bytes);
    return bodies.map(({ name, text }) => ({
      name: `${type}, ${name}`,
      request: { body: text, headers: { 'content-type': type } },
    }));
  });
};

/** @param headers whether to try these too: the code that reads them is shared by all routes of a function. */
const casesOf = (route: Route, headers: boolean): Case[] => {
  const operation = operationOf(route);
  const schema = operation.requestBody?.content['application/json']?.schema;
  const valid = schema && JSON.stringify(validOf(schema));
  const path = {
    path: route.path,
    ...(route.path.includes('{') && { params: { [/\{(\w+)\}/.exec(route.path)?.[1] ?? '']: '1' } }),
  };
  return [
    ...queryCases(operation),
    ...pathCases(route),
    ...(headers ? headerCases() : []),
    ...bodyCases(route, operation),
  ].map(({ name, request }) => ({ name, request: { ...path, ...(valid && { body: valid }), ...request } }));
};

interface Measured {
  readonly cost: number;
  readonly answer: HandlerAnswer;
}

/**
 * What a request costs: the lowest of several tries. An import writes the rows that it accepts, and that cost may grow
 * with their number; there, the limit is that nothing else has to wait longer than `MOST`.
 */
const costOf = async (fn: InProcess, key: string, request: EventOptions): Promise<Measured> => {
  let least: Measured | undefined;
  for (let i = 0; i < TRIES && (least?.cost ?? Number.POSITIVE_INFINITY) > MOST; i += 1) {
    const { result: answer, cost } = await measure(() => call(fn, key, request));
    const counted = key === 'POST /faq/import' && answer.status === 200 ? cost.stretch : cost.total;
    if (counted < (least?.cost ?? Number.POSITIVE_INFINITY)) least = { cost: counted, answer };
  }
  return least as Measured;
};

const problems = async (fn: InProcess, key: string, cases: readonly Case[]): Promise<string[]> => {
  const found: string[] = [];
  for (const { name, request } of cases) {
    const { cost, answer } = await costOf(fn, key, request);
    if (cost > MOST) found.push(`${key}, ${name}: ${Math.round(cost)} ms`);
    if (answer.status >= 500) found.push(`${key}, ${name}: ${answer.status}`);
    if (answer.text.length > 3_000_000) found.push(`${key}, ${name}: an answer of ${answer.text.length} characters`);
  }
  return found;
};

test('no request within the size limits costs more than 250 ms of CPU, whatever it holds', async () => {
  const found: string[] = [];
  for (const fn of functions) {
    const methods = new Set<string>();
    for (const route of httpRoutes(fn.declaration)) {
      const isFirst = !methods.has(route.method);
      methods.add(route.method);
      found.push(...(await problems(fn, routeKey(route), casesOf(route, isFirst))));
    }
    if (defaultRoute(fn.declaration)) {
      const cases = namedTexts(HEAD_BYTES).map(([name, text]) => ({ name, request: { path: `/${text}` } }));
      const slashes = { name: 'slashes', request: { path: '/'.repeat(HEAD_BYTES) } };
      found.push(...(await problems(fn, '$default', [...cases, slashes])));
    }
  }
  expect(found).toEqual([]);
}, 900_000);
