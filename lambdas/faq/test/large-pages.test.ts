import { IndexCache } from '@frontdesk/assistant/retrieval';
import { httpHandler } from '@frontdesk/core/http';
import { tenantPlatform } from '@frontdesk/runtime';
import { faqId } from '@frontdesk/tables';
import { type Call, callHandler } from '@frontdesk/testkit/call-handler';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

const TENANT = 'acme-dental';
const ENTRIES = 200;
const LAMBDA_ANSWER_BYTES = 6 * 1024 * 1024;

let store: TestTables;
let call: Call;
beforeAll(async () => {
  store = await startTestTables();
  const { tables, clock } = store;
  const platform = tenantPlatform(testPlatform({ clock }), tables);
  call = callHandler(
    httpHandler(declaration, platform, {
      tables,
      clock,
      indexes: new IndexCache(),
      embedders: async () => undefined,
      sender: { sendMessage: async () => undefined },
    }),
  );
  const { faq, commit } = tables.forTenant(TENANT);
  const at = '2026-01-01T00:00:00.000Z';
  const writes = Array.from({ length: ENTRIES }, (_, i) => {
    const question = `Question ${i}?`;
    const content = { question, answer: '"'.repeat(16 * 1024), tags: [] };
    return faq.create({ ...content, faq_id: faqId(question), version: 1, created_at: at, updated_at: at });
  });
  for (let i = 0; i < ENTRIES; i += 50) await commit(writes.slice(i, i + 50));
});
afterAll(() => store.close());

test.each([
  ['GET /faq/export', '200'],
  ['GET /faq', '100'],
])(
  '%s never answers with more than Lambda allows, and its pages together contain every entry',
  async (routeKey, limit) => {
    const questions: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit, ...(cursor !== null && { cursor }) };
      const { status, text, body } = await call(routeKey, { claims: staffClaims(TENANT), query });
      expect(status).toBe(200);
      expect(Buffer.byteLength(JSON.stringify({ statusCode: status, body: text }))).toBeLessThan(LAMBDA_ANSWER_BYTES);
      questions.push(...body.entries.map(({ question }: { question: string }) => question));
      cursor = body.next_cursor;
    } while (cursor !== null);
    expect(questions).toHaveLength(ENTRIES);
    expect(new Set(questions).size).toBe(ENTRIES);
  },
);
