import { readSnapshot, SNAPSHOT_FORMAT } from '@frontdesk/assistant/retrieval';
import { createObjects } from '@frontdesk/aws';
import { faqIndexBucket } from '@frontdesk/runtime/declare';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { until } from '@frontdesk/testkit/dev-process';

/** A FAQ that DynamoDB needs more than one page for: 1 MB. */
const MANY = Array.from({ length: 120 }, (_, i) => ({ question: `Question ${i}?`, answer: 'あ'.repeat(5_000) }));

/** A tenant's snapshots as an operator finds them. */
const snapshotsOf = (tenant: string) => {
  const { aws_endpoint, region, name_prefix: namePrefix } = sharedStack();
  const environment = {
    AWS_ENDPOINT_URL: aws_endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const objects = createObjects({ namePrefix, accountId: '000000000000', environment });
  const key = `${SNAPSHOT_FORMAT}/${tenant}`;
  return {
    stored: async (version: number) => {
      const bytes = await objects.get(faqIndexBucket, key);
      const snapshot = bytes && readSnapshot(bytes);
      return snapshot && snapshot.version >= version ? snapshot : undefined;
    },
    /** Puts the snapshot as another release would have made it in its place. */
    makeForeign: async (): Promise<void> => {
      const bytes = (await objects.get(faqIndexBucket, key)) ?? Buffer.alloc(0);
      const text = bytes.toString('latin1').replace(/"format":\d/, '"format":0');
      await objects.put(faqIndexBucket, key, Buffer.from(text, 'latin1'));
    },
  };
};

test('a large FAQ that is imported has a snapshot soon after, and the next changes, small and large, are in the next', async () => {
  const tenant = freshTenant('snapshot');
  const staff = await staffOf(tenant);
  const { stored } = snapshotsOf(tenant);
  expect(await api('POST /faq/import', { token: staff.id, body: { entries: MANY } })).toMatchObject({ status: 200 });
  expect((await until(() => stored(2), 20_000)).index.size).toBe(120);

  const added = { question: 'Is there a bicycle stand?', answer: 'Yes, in the courtyard.' };
  expect(await api('POST /faq', { token: staff.id, body: added })).toMatchObject({ status: 201 });
  const chat = await api('POST /chat', { token: staff.id, body: { message: added.question } });
  expect(chat.body.reply).toContain('in the courtyard');
  const [found] = (await until(() => stored(3), 20_000)).index.search(added.question, 1);
  expect(found?.entry.answer).toBe(added.answer);

  // More than the log tells by itself: whoever follows asks for the questions, which needs a grant of its own.
  const more = Array.from({ length: 20 }, (_, i) => ({ question: `Branch ${i}?`, answer: 'Yes.' }));
  expect(await api('POST /faq/import', { token: staff.id, body: { entries: more } })).toMatchObject({ status: 200 });
  expect((await until(() => stored(4), 20_000)).index.size).toBe(141);
});

test('a FAQ that nobody edits gets a snapshot again, if there is none that the release can read, once somebody chats', async () => {
  const tenant = freshTenant('upgraded');
  const staff = await staffOf(tenant);
  const { stored, makeForeign } = snapshotsOf(tenant);
  expect(await api('POST /faq/import', { token: staff.id, body: { entries: MANY } })).toMatchObject({ status: 200 });
  await until(() => stored(2), 20_000);

  await makeForeign();
  expect(await stored(0)).toBeUndefined();
  expect(await api('POST /chat', { token: staff.id, body: { message: 'Question 7?' } })).toMatchObject({ status: 200 });
  expect((await until(() => stored(2), 20_000)).index.size).toBe(120);
});
