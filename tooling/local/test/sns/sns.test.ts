import { join } from 'node:path';
import {
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
} from '@aws-sdk/client-sns';
import { createSns } from '@frontdesk/local/sns/service';
import { openSubscriptions } from '@frontdesk/local/sns/subscriptions';
import { declaredTopics } from '@frontdesk/local/sns/topic';
import { declaredQueues } from '@frontdesk/local/sqs/declared';
import { openQueues, type Queues } from '@frontdesk/local/sqs/queues';
import type { FunctionPrincipal } from '../../src/endpoint/account';
import { accessOf, account, listen, type RunningEndpoint } from '../endpoint/support';
import { manifestFunction, manifestQueue } from '../lambda/event-sources/support';
import { temporaryFolder } from '../sqs/support';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:app-test-messages';
const filter = { source: ['website', 'line'] };
const manifest = {
  topics: {
    messages: { name: 'messages', description: '' },
    silence: { name: 'silence', description: '' },
  },
  queues: {
    all: { ...manifestQueue('all', 30), subscriptions: [{ topic: 'messages', filter: null }] },
    some: { ...manifestQueue('some', 30), subscriptions: [{ topic: 'messages', filter }] },
  },
  functions: { audit: manifestFunction('audit', [{ kind: 'topic', name: 'messages', filter }]) },
};
/** A function that may publish to `messages` and do nothing else. */
const chat: FunctionPrincipal = {
  kind: 'function',
  secretAccessKey: 'x',
  function: 'chat',
  grants: [{ resource: { kind: 'topic', name: 'messages' }, actions: ['sns:Publish'] }],
};

const now = Date.parse('2026-01-01T00:00:00Z');
const clock = { now: () => now };
const folder = temporaryFolder();
let queues: Queues;
let running: RunningEndpoint;
const clients: SNSClient[] = [];

const as = (accessKeyId: string): SNSClient => {
  const client = new SNSClient({
    endpoint: running.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'x' },
    maxAttempts: 1,
  });
  clients.push(client);
  return client;
};

beforeAll(async () => {
  queues = await openQueues(join(folder.path, 'messages.jsonl'), clock);
  queues.define(declaredQueues(account, manifest));
  const subscriptions = await openSubscriptions(join(folder.path, 'subscriptions.json'), account);
  const sns = createSns({ account, queues, clock, subscriptions, topics: () => declaredTopics(account, manifest) });
  running = await listen([sns], accessOf(chat));
});
afterEach(async () => {
  for (const { name } of queues.list()) await queues.purge(name);
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await running.endpoint.close();
  await queues.close();
  folder.remove();
});

const publish = (Message: string, more: Partial<PublishCommandInput> = {}, key = 'ADMIN') =>
  as(key).send(new PublishCommand({ TopicArn: TOPIC, Message, ...more }));
const attribute = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
const delivered = (name: string) => queues.receive(`app-test-${name}`, { max: 100 });

test('a message is delivered to a queue as it was published, with its attributes', async () => {
  const MessageAttributes = {
    clientId: attribute('acme-dental'),
    bytes: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255]) },
  };
  await publish('{"text":"<予約> & more"}', { MessageAttributes });
  expect(await delivered('all')).toMatchObject([
    {
      body: '{"text":"<予約> & more"}',
      attributes: { clientId: attribute('acme-dental'), bytes: { DataType: 'Binary', BinaryValue: 'AP8=' } },
    },
  ]);
});

test('a filter policy lets through only messages with one of its values, as text or in a list', async () => {
  await publish('website', { MessageAttributes: { source: attribute('website') } });
  await publish('list', { MessageAttributes: { source: attribute('["mail","line"]', 'String.Array') } });
  await publish('mail', { MessageAttributes: { source: attribute('mail') } });
  await publish('number', { MessageAttributes: { source: attribute('1', 'Number') } });
  await publish('none');
  expect((await delivered('some')).map(({ body }) => body)).toEqual(['website', 'list']);
  expect(await delivered('all')).toHaveLength(5);
});

test('a message for a function waits as an SNS event', async () => {
  const { MessageId } = await publish('hello', {
    Subject: 'greeting',
    MessageAttributes: { source: attribute('line') },
  });
  await publish('not for it');
  const events = (await delivered('audit:asynchronous')).map(({ body }) => JSON.parse(body));
  expect(events).toMatchObject([
    {
      Records: [
        {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          EventSubscriptionArn: expect.stringMatching(`^${TOPIC}:`),
          Sns: {
            Type: 'Notification',
            MessageId,
            TopicArn: TOPIC,
            Subject: 'greeting',
            Message: 'hello',
            Timestamp: '2026-01-01T00:00:00.000Z',
            MessageAttributes: { source: { Type: 'String', Value: 'line' } },
          },
        },
      ],
    },
  ]);
});

test('a batch is published entry by entry: a refused entry does not stop the others', async () => {
  const PublishBatchRequestEntries = [
    { Id: 'a', Message: 'one', MessageAttributes: { source: attribute('line') } },
    { Id: 'b', Message: 'x'.repeat(262_145) },
    { Id: 'c', Message: 'three' },
  ];
  const answer = await as('CHAT').send(new PublishBatchCommand({ TopicArn: TOPIC, PublishBatchRequestEntries }));
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
  expect(answer.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameter', SenderFault: true }]);
  expect((await delivered('all')).map(({ body }) => body)).toEqual(['one', 'three']);
  expect((await delivered('some')).map(({ body }) => body)).toEqual(['one']);
});

test('an administrator sees the topics and their subscriptions', async () => {
  const { Topics } = await as('ADMIN').send(new ListTopicsCommand({}));
  expect(Topics?.map(({ TopicArn }) => TopicArn)).toEqual([TOPIC, TOPIC.replace('messages', 'silence')]);
  const { Subscriptions } = await as('ADMIN').send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }));
  expect(Subscriptions?.map(({ Protocol, Endpoint }) => `${Protocol} ${Endpoint}`)).toEqual([
    'sqs arn:aws:sqs:us-east-1:123456789012:app-test-all',
    'sqs arn:aws:sqs:us-east-1:123456789012:app-test-some',
    'lambda arn:aws:lambda:us-east-1:123456789012:function:app-test-audit',
  ]);
});

test.each([
  ['a topic that is not there', { TopicArn: `${TOPIC}-not` }, 'NotFoundException'],
  ['what is no topic', { TopicArn: 'arn:aws:sqs:us-east-1:123456789012:app-test-all' }, 'InvalidParameterException'],
  ['an empty message', { Message: '' }, 'InvalidParameterException'],
  ['a subject that is too long', { Subject: 'x'.repeat(101) }, 'InvalidParameterException'],
  [
    'an attribute of an unknown type',
    { MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
    'InvalidParameterException',
  ],
])('%s is refused by name, and nothing is delivered', async (_, more, name) => {
  await expect(publish('x', more)).rejects.toMatchObject({ name });
  expect(await delivered('all')).toEqual([]);
});

test('a function publishes to the topic it is granted and is refused every other, whether or not it exists', async () => {
  await publish('granted', {}, 'CHAT');
  for (const topic of ['silence', 'absent']) {
    await expect(publish('x', { TopicArn: TOPIC.replace('messages', topic) }, 'CHAT')).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: expect.stringContaining(
        `is not authorized to perform: sns:Publish on resource: ${TOPIC.replace('messages', topic)}`,
      ),
    });
  }
  await expect(as('CHAT').send(new ListTopicsCommand({}))).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
  });
});
