import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiAnswer, api, type StackOutputs } from '@frontdesk/testkit/api';
import { signInDemo } from '@frontdesk/testkit/aws';
import { type Checkout, copyCheckout } from '@frontdesk/testkit/checkout';
import { endChildren } from '@frontdesk/testkit/child-processes';
import { type DevProcess, nothingOver, startDevProcess, until } from '@frontdesk/testkit/dev-process';

const HEALTH = 'lambdas/system/src/routes/get-health.ts';
const SYSTEM = 'lambdas/system/src/function.ts';
const LIST_FAQ = 'lambdas/faq/src/routes/list-faq.ts';
const FAQ = 'lambdas/faq/src/function.ts';
/** How long the machine may take when it is busy with other tests. */
const DEADLINE_MS = 15_000;

let checkout: Checkout;
let data: string;
let dev: DevProcess;
let outputs: StackOutputs;
let token: string;

beforeAll(async () => {
  checkout = copyCheckout();
  data = mkdtempSync(join(tmpdir(), 'frontdesk-edit-'));
  dev = startDevProcess(data, {}, checkout.root);
  outputs = await dev.ready();
  token = (await signInDemo('admin@acme-dental.example', outputs)).id;
}, 60_000);

afterAll(async () => {
  dev.child.kill('SIGINT');
  expect((await dev.ended).code).toBe(0);
  await nothingOver(data);
  rmSync(data, { recursive: true, force: true });
  checkout.remove();
});
afterAll(endChildren);

const get = (target: string): Promise<ApiAnswer> => api(target, { token }, outputs.api_url);

/** Asks until the answer is as wanted; resolves with it. */
const becomes = (target: string, wanted: (answer: ApiAnswer) => boolean): Promise<ApiAnswer> =>
  until(async () => {
    const answer = await get(target);
    return wanted(answer) ? answer : undefined;
  }, DEADLINE_MS);

const printed = (text: string): Promise<true> =>
  until(async () => (dev.printed().includes(text) ? true : undefined), DEADLINE_MS);

/** Makes `GET /health` answer another status text; resolves with the milliseconds from the save to the answer. */
const sayHealth = async (word: string): Promise<number> => {
  const before = checkout.read(HEALTH);
  const begun = performance.now();
  checkout.save(HEALTH, before.replace(/ok\(\{ status: '[^']+'/, `ok({ status: '${word}'`));
  await becomes('GET /health', ({ body }) => body.status === word);
  return performance.now() - begun;
};

describe('an edit that is saved while the stack runs', () => {
  test('answers within a second', async () => {
    const took: number[] = [];
    // A machine that runs other tests at the same time takes longer for some; the quickest shows what the stack needs.
    while (took.length < 3 || (took.length < 10 && Math.min(...took) >= 1_000))
      took.push(await sayHealth(`edit ${took.length}`));
    console.info(`from saving an edit to its answer: ${took.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
    expect(Math.min(...took)).toBeLessThan(1_000);
  }, 60_000);

  test('and does not compile leaves the previous build running, until it is fixed', async () => {
    await sayHealth('sound');
    const sound = checkout.read(HEALTH);
    checkout.save(HEALTH, `${sound}\nconst broken = (;\n`);
    await printed('system: not rebuilt, the previous build keeps running');
    expect((await get('GET /health')).body.status).toBe('sound');
    checkout.save(HEALTH, sound);
    await sayHealth('mended');
  });

  test('in a package reaches every function that contains it', async () => {
    const file = 'packages/core/src/time/clock.ts';
    const before = checkout.read(file);
    checkout.edit(file, (content) => content.replace(/(export const isoTime = [^=]+=>)[^;]+;/, "$1 'edited';"));
    await becomes('GET /health', ({ body }) => body.time === 'edited');
    checkout.save(file, before);
    await becomes('GET /health', ({ body }) => body.time !== 'edited');
  });

  test('and adds a route, one new file and one import, makes the route answer and puts it into the documents', async () => {
    expect((await get('GET /greeting')).status).toBe(404);
    checkout.save(
      'lambdas/system/src/routes/get-greeting.ts',
      `import { ok } from '@frontdesk/core/http';
       import { route } from '../deps';
       export const getGreeting = route({
         method: 'GET', path: '/greeting', operation: 'getGreeting', summary: 'A greeting', auth: 'anyone',
         responses: { 200: { description: 'It' } },
         handler: async () => ok({ greeting: 'hello' }),
       });`,
    );
    checkout.edit(SYSTEM, (content) =>
      `import { getGreeting } from './routes/get-greeting';\n${content}`.replace('[http(', '[http(getGreeting, '),
    );
    const { body } = await becomes('GET /greeting', ({ status }) => status === 200);
    expect(body).toEqual({ greeting: 'hello' });
    expect((await get('GET /openapi.json')).body.paths['/greeting']).toBeDefined();
    const wrongMethod = await get('DELETE /greeting');
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('and reads a table without a grant is refused as on AWS', async () => {
    const before = checkout.read(LIST_FAQ);
    checkout.edit(LIST_FAQ, (content) =>
      content.replace(
        '    return ok(',
        (answer) => `    await tables.forRequest(request).logs.session('any');\n${answer}`,
      ),
    );
    const { body } = await becomes('GET /faq', ({ status }) => status !== 200);
    expect(body).toMatchObject({ status: 500, code: 'internal_error' });
    await printed('AccessDeniedException');
    expect(dev.printed()).toMatch(
      /is not authorized to perform: dynamodb:GetItem on resource: \S+table\/frontdesk-local-logs/,
    );

    checkout.edit(FAQ, (content) =>
      content.replace("grant(logsTable, 'Query')", "grant(logsTable, 'GetItem', 'Query')"),
    );
    await becomes('GET /faq', ({ status }) => status === 200);
    checkout.save(LIST_FAQ, before);
  });

  test('and removes a grant takes effect: calls that need it are refused until it is added again', async () => {
    const before = checkout.read(FAQ);
    expect((await get('GET /faq/unanswered')).status).toBe(200);
    checkout.edit(FAQ, (content) => content.replace(/ {4}grant\(logsTable, [^)]+\),\n/, ''));
    await becomes('GET /faq/unanswered', ({ status }) => status === 500);
    expect((await get('GET /faq')).status).toBe(200);
    checkout.save(FAQ, before);
    await becomes('GET /faq/unanswered', ({ status }) => status === 200);
  });

  test('and contradicts itself is reported, and everything stays as it was', async () => {
    const before = checkout.read(SYSTEM);
    checkout.edit(SYSTEM, (content) => content.replace('[http(', '[http(getHealth, '));
    await printed('the declarations were not taken over');
    expect((await get('GET /health')).status).toBe(200);
    checkout.save(SYSTEM, before);
  });

  test('loses no running request', async () => {
    const sent = Array.from({ length: 40 }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 50));
      return (await get('GET /health')).status;
    });
    checkout.edit(SYSTEM, (content) => content.replace(/description: '[^']*'/, "description: 'Another one'"));
    expect(new Set(await Promise.all(sent))).toEqual(new Set([200]));
    await printed('declarations taken over');
  });
});
