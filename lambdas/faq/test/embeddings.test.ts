import { api } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import type { TemporaryStack } from '@frontdesk/testkit/temporary-stack';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import { type OpenAiServer, startOpenAiServer } from '@frontdesk/vendors/openai';

let server: OpenAiServer;
let stack: TemporaryStack;
beforeAll(async () => {
  server = await startOpenAiServer();
  stack = await startOwnStack({
    openai: { apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test', embeddingModel: 'text-embedding-3-small' },
  });
});
afterAll(async () => {
  await stack.close();
  await server.stop();
});

let token: string;
beforeEach(async () => {
  server.embeddings('answer');
  token = (await staffOf(freshTenant('meaning'))).id;
});

const call = (target: string, body?: unknown) => api(target, { token, ...(body !== undefined && { body }) });

// The server's vectors count characters: to it, words made of the same letters mean the same.
const ENTRY = { question: 'Velodrom?', answer: 'Xyz.' };
const QUERY = 'mordolev';

const found = async (): Promise<string[]> => {
  const { body } = await call(`GET /faq/search?q=${QUERY}`);
  return body.matches.map((match: { entry: { question: string } }) => match.entry.question);
};
const embedded = (): string[] =>
  server.requests.filter(({ path }) => path === '/v1/embeddings').flatMap(({ body }) => body.input as string[]);

describe('with embeddings', () => {
  test('an entry is found by its meaning as soon as it is written, imported or changed', async () => {
    expect(await found()).toEqual([]);
    const { body: made } = await call('POST /faq', ENTRY);
    expect(await found()).toEqual([ENTRY.question]);

    await call(`PUT /faq/${made.faq_id}`, { question: 'Zzz?', answer: 'Qqq.' });
    expect(await found()).toEqual([]);
    await call('POST /faq/import', { entries: [ENTRY] });
    expect(await found()).toEqual([ENTRY.question]);
  });

  test("an entry found by meaning reaches the chat's model", async () => {
    await call('POST /faq', ENTRY);
    server.behave({ kind: 'reply', text: 'Yes.' });
    const { body } = await call('POST /chat', { message: QUERY });
    expect(body.sources.map(({ question }: { question: string }) => question)).toEqual([ENTRY.question]);
    expect(JSON.stringify(server.requests.at(-1)?.body)).toContain(ENTRY.question);
  });

  test('no answer of the API ever holds a vector', async () => {
    const made = await call('POST /faq', ENTRY);
    const answers = [
      made,
      await call(`GET /faq/${made.body.faq_id}`),
      await call('GET /faq'),
      await call(`GET /faq/search?q=${QUERY}`),
      await call('GET /faq/export'),
      await call(`PUT /faq/${made.body.faq_id}`, ENTRY),
      await call('POST /faq/import', { entries: [ENTRY] }),
      await call('POST /chat', { message: QUERY }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200, 200]);
    for (const { text } of answers) {
      expect(text).not.toMatch(/embed/i);
      expect(text.length).toBeLessThan(600);
    }
  });

  test('an import asks for many at a time', async () => {
    const before = server.requests.length;
    const entries = Array.from({ length: 500 }, (_, i) => ({ question: `Question ${i}?`, answer: `Answer ${i}.` }));
    const { body } = await call('POST /faq/import', { entries });
    expect(body).toMatchObject({ created: 500, failed: [], next_row: null });
    expect(server.requests.length - before).toBe(6);
  });

  test('a tenant that does not list the vendor has nothing sent to it', async () => {
    const tenant = freshTenant('private');
    await putSettings(tenant, { models: ['offline'] });
    token = (await staffOf(tenant)).id;
    const secret = { question: 'A private question?', answer: 'A private answer.' };
    await call('POST /faq', secret);
    await call('POST /faq/import', { entries: [{ question: 'A private import?', answer: 'A private answer.' }] });
    await call('GET /faq/search?q=private');
    await call('POST /chat', { message: 'Is this private?' });
    expect(JSON.stringify(server.requests)).not.toContain('private');
  });
});

describe('when the vendor of embeddings', () => {
  test.each([
    ['fails', 500],
    ['is out of credit', 429],
    ['hangs', 'hang'],
  ] as const)(
    '%s, entries are stored all the same, and embedded when they are next imported',
    async (_name, behaviour) => {
      server.embeddings(behaviour);
      const begun = Date.now();
      const { status, body: made } = await call('POST /faq', ENTRY);
      expect(status).toBe(201);
      expect((await call(`PUT /faq/${made.faq_id}`, { ...ENTRY, answer: 'Xyyz.' })).status).toBe(200);
      // Each waits two seconds at most.
      expect(Date.now() - begun).toBeLessThan(7_000);
      expect((await call('GET /faq/search?q=velodrom')).body.matches).toHaveLength(1);

      server.embeddings('answer');
      expect(await found()).toEqual([]);
      const again = await call('POST /faq/import', { entries: [{ ...ENTRY, answer: 'Xyyz.' }] });
      expect(again.body).toMatchObject({ created: 0, replaced: 0, unchanged: 1, failed: [] });
      expect(await found()).toEqual([ENTRY.question]);
      // For its readers the entry has not changed.
      expect((await call(`GET /faq/${made.faq_id}`)).body.version).toBe(2);
    },
  );

  test('fails during an import, every row is taken, and it is not asked again for each of them', async () => {
    server.embeddings('hang');
    const asked = embedded().length;
    const entries = Array.from({ length: 300 }, (_, i) => ({ question: `Question ${i}?`, answer: `Answer ${i}.` }));
    const { body } = await call('POST /faq/import', { entries });
    expect(body).toMatchObject({ created: 300, failed: [], next_row: null });
    expect(embedded().length - asked).toBeLessThan(100);
  });

  test('fails while a customer asks, the entries are ranked by words alone', async () => {
    await call('POST /faq', { question: 'Is there parking?', answer: 'Behind the house.' });
    server.embeddings(500);
    server.behave({ kind: 'status', status: 500 });
    const { body } = await call('POST /chat', { message: 'Is there parking?' });
    expect(body).toMatchObject({ model: 'offline', reply: expect.stringContaining('Behind the house.') });
  });
});
