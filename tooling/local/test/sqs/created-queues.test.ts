import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { FunctionPrincipal } from '../../src/endpoint/account';
import { startSqs, type TestSqs, temporaryFolder } from './support';

/** A function that may do to `jobs` whatever a function can be granted. */
const chat: FunctionPrincipal = {
  kind: 'function',
  function: 'chat',
  secretAccessKey: 'x',
  grants: [{ resource: { kind: 'queue', name: 'jobs' }, actions: ['sqs:SendMessage', 'sqs:ReceiveMessage'] }],
};
const clock = { now: () => Date.parse('2026-01-01T00:00:00Z') };
const folder = temporaryFolder();
let sqs: TestSqs;
beforeEach(async () => {
  sqs = await startSqs(folder.path, clock, [chat]);
});
afterEach(() => sqs.close());
afterAll(() => folder.remove());

const create = async (QueueName: string, Attributes?: Record<string, string>): Promise<string> =>
  (await sqs.client().send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
const send = (QueueUrl: string, MessageBody: string) =>
  sqs.client().send(new SendMessageCommand({ QueueUrl, MessageBody }));
const bodies = async (QueueUrl: string) =>
  (await sqs.client().send(new ReceiveMessageCommand({ QueueUrl }))).Messages?.map(({ Body }) => Body) ?? [];

test('a queue that is created takes messages, and outlives the stack with them', async () => {
  const url = await create('outside', { VisibilityTimeout: '45', Policy: '{}' });
  await send(url, 'kept');
  await sqs.close();
  sqs = await startSqs(folder.path, clock, [chat]);
  const again = await create('outside', { VisibilityTimeout: '45' });
  expect(await bodies(again)).toEqual(['kept']);
  const { Attributes } = await sqs
    .client()
    .send(new GetQueueAttributesCommand({ QueueUrl: again, AttributeNames: ['All'] }));
  expect(Attributes).toMatchObject({ VisibilityTimeout: '45', MessageRetentionPeriod: '345600' });
});

test('a queue that is deleted is gone with its messages, and its name can be used again', async () => {
  const url = await create('short-lived');
  await send(url, 'lost');
  await sqs.client().send(new DeleteQueueCommand({ QueueUrl: url }));
  await expect(send(url, 'x')).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
  expect(await bodies(await create('short-lived', { VisibilityTimeout: '5' }))).toEqual([]);
});

test('what exists is created again only with the same attributes, and what is declared is not deleted', async () => {
  expect(await create('app-test-notes')).toBe(sqs.urlOf('notes'));
  await expect(create('app-test-notes', { VisibilityTimeout: '31' })).rejects.toMatchObject({
    name: 'QueueNameExists',
  });
  await expect(sqs.client().send(new DeleteQueueCommand({ QueueUrl: sqs.urlOf('notes') }))).rejects.toMatchObject({
    message: expect.stringContaining('is declared'),
  });
});

test('a created queue gives up on messages as its redrive policy says', async () => {
  await create('given-up');
  const url = await create('giving-up', {
    VisibilityTimeout: '0',
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:given-up',
      maxReceiveCount: '1',
    }),
  });
  await send(url, 'x');
  expect(await bodies(url)).toEqual(['x']);
  expect(await bodies(url)).toEqual([]);
  expect(await bodies(url.replace('giving-up', 'given-up'))).toEqual(['x']);
});

test.each([
  ['a name that SQS would not take', 'a.fifo', {}],
  ['a queue in order', 'fifo', { FifoQueue: 'true' }],
  ['a timeout that is too long', 'slow', { VisibilityTimeout: '43201' }],
  [
    'a dead-letter queue that is not there',
    'lonely',
    { RedrivePolicy: '{"deadLetterTargetArn":"x","maxReceiveCount":1}' },
  ],
  ['a redrive policy that is not JSON', 'broken', { RedrivePolicy: 'x' }],
])('%s is refused, and nothing is created', async (_, name, attributes) => {
  await expect(create(name, attributes)).rejects.toMatchObject({ $fault: 'client' });
  expect(sqs.queues.find(name)).toBeUndefined();
});

test('no function may create or delete a queue', async () => {
  const client = sqs.client('CHAT');
  await expect(client.send(new CreateQueueCommand({ QueueName: 'mine' }))).rejects.toMatchObject({
    message: expect.stringContaining('not authorized to perform: sqs:CreateQueue'),
  });
  await expect(client.send(new DeleteQueueCommand({ QueueUrl: sqs.urlOf('jobs') }))).rejects.toMatchObject({
    message: expect.stringContaining('not authorized to perform: sqs:DeleteQueue'),
  });
});
