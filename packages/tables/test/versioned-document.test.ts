import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import type { DocumentVersion, VersionedDocument } from '../src';
import { encodeCursor } from '../src/access/cursor';

let store: TestTables;
beforeAll(async () => {
  store = await startTestTables();
});
afterAll(() => store.close());

const version = (number: number, prompt: string): DocumentVersion<{ prompt: string }> => ({
  version: number,
  content: { prompt },
  updated_at: '2026-01-15T09:00:00.000Z',
  updated_by: 'staff:user-1',
});

const write = async (tenant: string, prompts: readonly string[]): Promise<VersionedDocument<{ prompt: string }>> => {
  const { prompts: repository, commit } = store.tables.forTenant(tenant);
  for (const [index, prompt] of prompts.entries()) {
    await commit(repository.systemPrompt.write(version(index + 1, prompt)));
  }
  return repository.systemPrompt;
};

/** Lambda's limit on the size of an answer, in bytes. */
const ANSWER_BYTES = 6_000_000;

test('a page of versions ends before an answer could not hold it, and none is left out', async () => {
  const document = await write(
    'large',
    Array.from({ length: 14 }, () => '"'.repeat(120_000)),
  );
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await document.versions({ limit: 100, ...(cursor !== undefined && { cursor }) });
    expect(page.items.length).toBeGreaterThan(0);
    const body = JSON.stringify({ versions: page.items });
    expect(Buffer.byteLength(JSON.stringify({ statusCode: 200, body }))).toBeLessThan(ANSWER_BYTES);
    seen.push(...page.items.map((item) => item.version));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(Array.from({ length: 14 }, (_, i) => 14 - i));
});

test.each([['0'], ['-1'], ['1.5'], ['x'], ['99999999999']])(
  'a forged cursor that holds version %s is refused as one',
  async (position) => {
    const document = await write(`forged-${position}`, ['One.', 'Two.']);
    const cursor = encodeCursor(position, [`forged-${position}`, 'versions', 'prompt']);
    await expect(document.versions({ limit: 1, cursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
  },
);
