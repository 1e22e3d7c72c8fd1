import { createHash } from 'node:crypto';
import { IndexCache, readSnapshot } from '@frontdesk/assistant/retrieval';
import { batchHandler } from '@frontdesk/core/batch';
import type { StoredSnapshots } from '@frontdesk/runtime';
import { type FaqEntry, faqId, faqReader } from '@frontdesk/tables';
import { lambdaContext } from '@frontdesk/testkit/gateway-event';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import { startTestTables, type TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

let store: TestTables;
let snapshots: StoredSnapshots & { readonly kept: Map<string, Uint8Array> };
beforeAll(async () => {
  store = await startTestTables();
  const kept = new Map<string, Uint8Array>();
  snapshots = {
    kept,
    get: async (tenant) => kept.get(tenant),
    put: async (tenant, snapshot) => void kept.set(tenant, snapshot),
  };
});
afterAll(() => store.close());

/** Delivers what a change of the tenant's FAQ sends. */
const deliver = async (tenant: string): Promise<void> => {
  const { tables, clock } = store;
  const record = {
    messageId: 'm-1',
    body: '{}',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1700000000000' },
    messageAttributes: { clientId: { dataType: 'String', stringValue: tenant } },
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:app-test-faq-index',
  };
  const handler = batchHandler(declaration, testPlatform(), { tables, snapshots, clock });
  const answer = await handler({ Records: [record] } as never, lambdaContext(20_000));
  expect(answer).toEqual({ batchItemFailures: [] });
};

const entry = (i: number, answer: string): FaqEntry => ({
  ...{ question: `Question ${i}?`, faq_id: faqId(`Question ${i}?`), answer, tags: [], version: 1 },
  ...{ created_at: '', updated_at: '' },
});

const add = async (tenant: string, ...entries: readonly FaqEntry[]): Promise<void> => {
  const { faq, prompts, commit } = store.tables.forTenant(tenant);
  const questions = entries.map(({ question }) => question);
  await commit([...entries.map((one) => faq.create(one)), ...prompts.faqChanged(questions)]);
};

/** A FAQ that DynamoDB needs more than one page for: 1 MB. */
const addMuch = async (tenant: string): Promise<void> => {
  for (let i = 0; i < 120; i += 20) {
    await add(tenant, ...Array.from({ length: 20 }, (_, j) => entry(i + j, `Answer ${i + j}. ${'あ'.repeat(5_000)}`)));
  }
};

test('a FAQ that one query reads gets no snapshot', async () => {
  await add('small', entry(1, 'Yes.'));
  await deliver('small');
  expect(snapshots.kept.has('small')).toBe(false);
  expect(await store.tables.forTenant('small').prompts.faqState()).toEqual({ version: 1 });
});

test('a large FAQ gets one, which is brought up to date by what was changed since, and from which an instance starts', async () => {
  await addMuch('large');
  await deliver('large');
  const { prompts } = store.tables.forTenant('large');
  expect(await prompts.faqState()).toEqual({ version: 6, snapshot: 6 });

  await add('large', entry(200, 'Is about bicycles.'));
  let pages = 0;
  const stop = store.around(async ({ operation, input }, next) => {
    if (operation === 'Query' && JSON.stringify(input).includes('-faq"')) pages += 1;
    return next(input);
  });
  await deliver('large');
  await deliver('large');
  expect(await prompts.faqState()).toEqual({ version: 7, snapshot: 7 });
  const stored = snapshots.kept.get('large');
  expect(stored && readSnapshot(stored)?.index.search('bicycles', 1)[0]?.entry.faq_id).toBe(faqId('Question 200?'));

  await add('large', entry(201, 'Is about skateboards.'));
  const indexes = new IndexCache({ snapshots: { ...snapshots, ask: async () => undefined }, clock: store.clock });
  const index = await indexes.get('large', await prompts.faqState(), faqReader(store.tables.forTenant('large')));
  stop();
  expect(index.search('skateboards', 1)[0]?.entry.faq_id).toBe(faqId('Question 201?'));
  expect(index.size).toBe(122);
  expect(pages).toBe(0);
});

test('a snapshot that this release cannot read is made again, though the FAQ was not changed', async () => {
  await addMuch('upgraded');
  await deliver('upgraded');
  const hash = (): string =>
    createHash('sha256')
      .update(snapshots.kept.get('upgraded') ?? '')
      .digest('hex');
  const made = hash();
  // The state still says that there is a snapshot of this very version: in the place of another format.
  snapshots.kept.delete('upgraded');
  await deliver('upgraded');
  expect(snapshots.kept.has('upgraded')).toBe(true);
  expect(hash()).toBe(made);

  const put = jest.spyOn(snapshots, 'put');
  await deliver('upgraded');
  expect(put).not.toHaveBeenCalled();
  put.mockRestore();
});
