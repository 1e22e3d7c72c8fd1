import { join } from 'node:path';
import {
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { createSns } from '@frontdesk/local/sns/service';
import { openSubscriptions } from '@frontdesk/local/sns/subscriptions';
import { declaredTopics } from '@frontdesk/local/sns/topic';
import { declaredQueues } from '@frontdesk/local/sqs/declared';
import { openQueues, type Queues } from '@frontdesk/local/sqs/queues';
import type { FunctionPrincipal } from '../../src/endpoint/account';
import { accessOf, account, listen } from '../endpoint/support';
import { manifestQueue } from '../lambda/event-sources/support';
import { queueNamed, temporaryFolder } from '../sqs/support';

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:app-test-messages';
const OUTSIDE = queueNamed('outside');
const manifest = {
  topics: { messages: { name: 'messages', description: '' } },
  queues: { inside: { ...manifestQueue('inside', 30), subscriptions: [{ topic: 'messages', filter: null }] } },
  functions: {},
};
const chat: FunctionPrincipal = {
  kind: 'function',
  function: 'chat',
  secretAccessKey: 'x',
  grants: [{ resource: { kind: 'topic', name: 'messages' }, actions: ['sns:Publish'] }],
};
const clock = { now: () => Date.parse('2026-01-01T00:00:00Z') };

interface TestSns {
  readonly queues: Queues;
  client(key?: string): SNSClient;
  close(): Promise<void>;
}

/** SNS at an endpoint of its own, over a folder that may have been used before. */
const startSns = async (folder: string): Promise<TestSns> => {
  const queues = await openQueues(join(folder, 'messages.jsonl'), clock);
  queues.define([OUTSIDE, ...declaredQueues(account, manifest)]);
  const subscriptions = await openSubscriptions(join(folder, 'subscriptions.json'), account);
  const topics = () => declaredTopics(account, manifest);
  const { url, endpoint } = await listen(
    [createSns({ account, queues, clock, subscriptions, topics })],
    accessOf(chat),
  );
  const clients: SNSClient[] = [];
  return {
    queues,
    client: (accessKeyId = 'ADMIN') => {
      const credentials = { accessKeyId, secretAccessKey: 'x' };
      const client = new SNSClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.destroy();
      await endpoint.close();
      await queues.close();
    },
  };
};

let folder: ReturnType<typeof temporaryFolder>;
let sns: TestSns;
beforeEach(async () => {
  folder = temporaryFolder();
  sns = await startSns(folder.path);
});
afterEach(async () => {
  await sns.close();
  folder.remove();
});

const subscribe = async (Attributes: Record<string, string> = {}, key = 'ADMIN'): Promise<string> => {
  const command = new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint: OUTSIDE.arn, Attributes });
  return (await sns.client(key).send(command)).SubscriptionArn ?? '';
};
const publish = (Message: string, messageType: string) =>
  sns.client().send(
    new PublishCommand({
      TopicArn: TOPIC,
      Message,
      MessageAttributes: { messageType: { DataType: 'String', StringValue: messageType } },
    }),
  );
const delivered = async (): Promise<string[]> =>
  (await sns.queues.receive(OUTSIDE.name, { max: 10 })).map(({ body }) => body);

test('a queue that is subscribed gets what its filter lets through, raw if it asks for that, also after a restart', async () => {
  await subscribe({ FilterPolicy: '{"messageType":["user"]}', RawMessageDelivery: 'true' });
  await sns.close();
  sns = await startSns(folder.path);
  await publish('from a visitor', 'user');
  await publish('from staff', 'human');
  expect(await delivered()).toEqual(['from a visitor']);
  expect(await sns.queues.receive('app-test-inside', { max: 10 })).toHaveLength(2);
});

test('without raw delivery, the message comes in the envelope of SNS', async () => {
  await subscribe();
  await publish('<hello>', 'user');
  expect((await delivered()).map((body) => JSON.parse(body))).toMatchObject([
    {
      Type: 'Notification',
      TopicArn: TOPIC,
      Message: '<hello>',
      MessageAttributes: { messageType: { Type: 'String', Value: 'user' } },
    },
  ]);
});

test('to subscribe again changes nothing; with other attributes it is refused, until they are set', async () => {
  const arn = await subscribe({ RawMessageDelivery: 'true' });
  expect(await subscribe({ RawMessageDelivery: 'true' })).toBe(arn);
  const filtered = { RawMessageDelivery: 'true', FilterPolicy: '{"messageType":["user"]}' };
  await expect(subscribe(filtered)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await sns.client().send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn: arn,
      AttributeName: 'FilterPolicy',
      AttributeValue: filtered.FilterPolicy,
    }),
  );
  expect(await subscribe(filtered)).toBe(arn);
  await publish('from staff', 'human');
  expect(await delivered()).toEqual([]);
});

test('a subscription ends when it is removed; a declared one stays', async () => {
  const arn = await subscribe({ RawMessageDelivery: 'true' });
  await sns.client().send(new UnsubscribeCommand({ SubscriptionArn: arn }));
  await publish('x', 'user');
  expect(await delivered()).toEqual([]);
  const { Subscriptions = [] } = await sns.client().send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }));
  expect(Subscriptions).toHaveLength(1);
  const declared = new UnsubscribeCommand({ SubscriptionArn: Subscriptions[0]?.SubscriptionArn });
  await expect(sns.client().send(declared)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('what was for a queue that has been deleted is not kept', async () => {
  await subscribe();
  sns.queues.define(declaredQueues(account, manifest));
  await publish('x', 'user');
  sns.queues.define([OUTSIDE]);
  expect(await delivered()).toEqual([]);
});

test.each([
  ['a web hook', { Protocol: 'https', Endpoint: 'https://bot.example' }],
  ['a queue that does not exist', { Protocol: 'sqs', Endpoint: `${OUTSIDE.arn}-not` }],
  ['a filter with an operator', { Attributes: { FilterPolicy: '{"messageType":[{"prefix":"u"}]}' } }],
  ['a filter that is not JSON', { Attributes: { FilterPolicy: 'user' } }],
  ['a setting that the local stack does not have', { Attributes: { DeliveryPolicy: '{}' } }],
])('%s is refused, because nothing would come of it', async (_, more) => {
  const command = new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint: OUTSIDE.arn, ...more });
  await expect(sns.client().send(command)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('no function may subscribe', async () => {
  await expect(subscribe({}, 'CHAT')).rejects.toMatchObject({ name: 'AuthorizationErrorException' });
});
