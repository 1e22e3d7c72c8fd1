import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
} from '@aws-sdk/client-sqs';
import type { FunctionPrincipal } from '../../src/endpoint/account';
import { startSqs, type TestSqs, temporaryFolder } from './support';

/** A function that may send to `jobs` and do nothing else. */
const chat: FunctionPrincipal = {
  kind: 'function',
  secretAccessKey: 'x',
  function: 'chat',
  grants: [{ resource: { kind: 'queue', name: 'jobs' }, actions: ['sqs:SendMessage'] }],
};

let now = Date.parse('2026-01-01T00:00:00Z');
const clock = { now: () => now };
const folder = temporaryFolder();
let sqs: TestSqs;

beforeAll(async () => {
  sqs = await startSqs(folder.path, clock, [chat]);
});
afterEach(async () => {
  for (const { name } of sqs.queues.list()) await sqs.queues.purge(name);
});
afterAll(async () => {
  await sqs.close();
  folder.remove();
});

const send = (queue: string, body: string, more: Partial<SendMessageCommandInput> = {}) =>
  sqs.client().send(new SendMessageCommand({ QueueUrl: sqs.urlOf(queue), MessageBody: body, ...more }));

const receive = async (queue: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> => {
  const command = new ReceiveMessageCommand({
    QueueUrl: sqs.urlOf(queue),
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
    ...more,
  });
  return (await sqs.client().send(command)).Messages ?? [];
};

const remove = (queue: string, { ReceiptHandle }: Message) =>
  sqs.client().send(new DeleteMessageCommand({ QueueUrl: sqs.urlOf(queue), ReceiptHandle }));

test('a message arrives as it was sent, with attributes whose digests the SDK has checked, and is gone once deleted', async () => {
  const MessageAttributes = {
    clientId: { DataType: 'String', StringValue: 'acme-dental' },
    tries: { DataType: 'Number.int', StringValue: '3' },
    picture: { DataType: 'Binary', BinaryValue: Buffer.from([0, 255, 128]) },
  };
  const trace = { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-5e1b4151-5ac6c58dc39fb6a1' } };
  const sent = await send('jobs', '{"text":"予約 👍"}', { MessageAttributes, MessageSystemAttributes: trace });
  const [message, ...others] = await receive('jobs');
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: '{"text":"予約 👍"}',
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    Attributes: {
      SentTimestamp: String(now),
      ApproximateReceiveCount: '1',
      ApproximateFirstReceiveTimestamp: String(now),
      AWSTraceHeader: 'Root=1-5e1b4151-5ac6c58dc39fb6a1',
    },
  });
  expect(message?.MessageAttributes?.clientId).toEqual(MessageAttributes.clientId);
  expect(Buffer.from(message?.MessageAttributes?.picture?.BinaryValue ?? [])).toEqual(Buffer.from([0, 255, 128]));
  await remove('jobs', message as Message);
  now += 3_600_000;
  expect(await receive('jobs')).toEqual([]);
});

test('the digest of attributes is that of the worked example in other SDKs', async () => {
  // boto3 and the Java SDK compare it; the JavaScript SDK does not. md5 of the documented encoding, made with Python's hashlib.
  const sent = await send('notes', 'x', {
    MessageAttributes: { b: { DataType: 'String', StringValue: 'two' }, a: { DataType: 'Number', StringValue: '1' } },
  });
  expect(sent.MD5OfMessageAttributes).toBe('b0798d86609bf5109fe80711ff60a62c');
});

test('a received message is hidden until its time is over, and then comes again, counted', async () => {
  await send('notes', 'again');
  const [first] = await receive('notes');
  now += 29_999;
  expect(await receive('notes')).toEqual([]);
  now += 1;
  const [second] = await receive('notes');
  expect(second?.MessageId).toBe(first?.MessageId);
  expect(second?.Attributes?.ApproximateReceiveCount).toBe('2');
  // Whoever had it first comes too late to delete it.
  await remove('notes', first as Message);
  now += 30_000;
  expect(await receive('notes')).toHaveLength(1);
});

test('the visibility timeout can be ended at once or extended', async () => {
  await send('notes', 'x');
  const change = (message: Message, VisibilityTimeout: number) =>
    sqs.client().send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: sqs.urlOf('notes'),
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout,
      }),
    );
  const [first] = await receive('notes', { VisibilityTimeout: 5 });
  await change(first as Message, 0);
  const [second] = await receive('notes', { VisibilityTimeout: 5 });
  await change(second as Message, 100);
  now += 99_999;
  expect(await receive('notes')).toEqual([]);
  now += 1;
  await expect(change(second as Message, 10)).rejects.toMatchObject({ name: 'MessageNotInflight' });
});

test('a message that was received as often as its queue allows goes to the dead letters, as it was', async () => {
  const { MessageId } = await send('jobs', 'poison', {
    MessageAttributes: { clientId: { DataType: 'String', StringValue: 'acme-dental' } },
  });
  const sentAt = now;
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    expect(await receive('jobs')).toHaveLength(1);
    now += 30_000;
  }
  expect(await receive('jobs-dead-letters')).toEqual([]);
  expect(await receive('jobs')).toEqual([]);
  expect(await receive('jobs-dead-letters')).toMatchObject([
    {
      MessageId,
      Body: 'poison',
      MessageAttributes: { clientId: { StringValue: 'acme-dental' } },
      Attributes: {
        SentTimestamp: String(sentAt),
        DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:123456789012:app-test-jobs',
      },
    },
  ]);
});

test('a delayed message is counted as one, and cannot be received before its time', async () => {
  await send('notes', 'later', { DelaySeconds: 60 });
  const attributes = async () => {
    const command = new GetQueueAttributesCommand({ QueueUrl: sqs.urlOf('notes'), AttributeNames: ['All'] });
    return (await sqs.client().send(command)).Attributes;
  };
  expect(await receive('notes')).toEqual([]);
  expect(await attributes()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesDelayed: '1',
  });
  now += 60_000;
  expect(await attributes()).toMatchObject({ ApproximateNumberOfMessages: '1' });
  await receive('notes');
  expect(await attributes()).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '1', VisibilityTimeout: '30' });
});

test('a message older than its retention is gone', async () => {
  await send('notes', 'old');
  now += 4 * 86_400_000;
  expect(await receive('notes')).toEqual([]);
});

test('a waiting client gets a message as soon as it is sent', async () => {
  const waiting = receive('notes', { WaitTimeSeconds: 20 });
  await send('notes', 'now');
  expect((await waiting).map(({ Body }) => Body)).toEqual(['now']);
});

test('a message goes to only one of several waiting clients', async () => {
  const waiting = [1, 2, 3].map(() => receive('notes', { WaitTimeSeconds: 20 }));
  await Promise.all(['a', 'b', 'c'].map((body) => send('notes', body)));
  const bodies = (await Promise.all(waiting)).flat().map(({ Body }) => Body);
  expect(bodies.sort()).toEqual(['a', 'b', 'c']);
});

test('a batch is sent and deleted entry by entry: a refused entry does not stop the others', async () => {
  const url = sqs.urlOf('jobs');
  const Entries = [
    { Id: '1', MessageBody: 'one' },
    { Id: '2', MessageBody: 'a \u0000 no queue takes' },
    { Id: '3', MessageBody: 'three' },
  ];
  const sent = await sqs.client().send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['1', '3']);
  expect(sent.Failed).toMatchObject([{ Id: '2', SenderFault: true, Code: 'InvalidMessageContents' }]);
  const messages = await receive('jobs', { MaxNumberOfMessages: 10 });
  expect(messages.map(({ Body }) => Body)).toEqual(['one', 'three']);
  const receipts = [...messages.map(({ ReceiptHandle }) => ReceiptHandle), 'no receipt'];
  const removed = await sqs.client().send(
    new DeleteMessageBatchCommand({
      QueueUrl: url,
      Entries: receipts.map((ReceiptHandle, Id) => ({ Id: String(Id), ReceiptHandle })),
    }),
  );
  expect(removed.Successful).toHaveLength(2);
  expect(removed.Failed).toMatchObject([{ Id: '2', Code: 'ReceiptHandleIsInvalid' }]);
});

test.each([
  ['an empty body', { MessageBody: '' }, 'InvalidParameterValue'],
  ['a body that is too large', { MessageBody: 'é'.repeat(131_073) }, 'InvalidParameterValue'],
  ['a body of a lone surrogate', { MessageBody: '\ud800' }, 'InvalidMessageContents'],
  ['a delay that is too long', { DelaySeconds: 901 }, 'InvalidParameterException'],
  [
    'an attribute without a value',
    { MessageAttributes: { a: { DataType: 'String', StringValue: '' } } },
    'InvalidParameterValue',
  ],
  [
    'an attribute of an unknown type',
    { MessageAttributes: { a: { DataType: 'Text', StringValue: 'x' } } },
    'InvalidParameterValue',
  ],
  [
    'eleven attributes',
    {
      MessageAttributes: Object.fromEntries(
        [...'abcdefghijk'].map((name) => [name, { DataType: 'String', StringValue: 'x' }]),
      ),
    },
    'InvalidParameterValue',
  ],
])('%s is refused by name, and nothing is sent', async (_, more: Partial<SendMessageCommandInput>, name) => {
  await expect(send('notes', 'x', more)).rejects.toMatchObject({ name });
  expect(await receive('notes')).toEqual([]);
});

test('a missing queue is refused with the error code of both protocols', async () => {
  const missing = sqs.client().send(new GetQueueUrlCommand({ QueueName: 'app-test-absent' }));
  await expect(missing).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
    Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue' },
  });
});

test('an administrator lists the queues, finds one by name, and empties it', async () => {
  const listed = await sqs.client().send(new ListQueuesCommand({ QueueNamePrefix: 'app-test-jobs' }));
  expect(listed.QueueUrls).toEqual([sqs.urlOf('jobs'), sqs.urlOf('jobs-dead-letters')]);
  const { QueueUrl } = await sqs.client().send(new GetQueueUrlCommand({ QueueName: 'app-test-jobs' }));
  expect(QueueUrl).toBe(sqs.urlOf('jobs'));
  await send('jobs', 'x');
  await sqs.client().send(new PurgeQueueCommand({ QueueUrl }));
  expect(await receive('jobs')).toEqual([]);
});

describe('a function', () => {
  const sendAs = (queue: string) => {
    const command = new SendMessageCommand({ QueueUrl: sqs.urlOf(queue), MessageBody: 'x' });
    return sqs.client('CHAT').send(command);
  };

  test('sends to the queue it is granted, one message or a batch', async () => {
    await sendAs('jobs');
    const Entries = [{ Id: '1', MessageBody: 'y' }];
    await sqs.client('CHAT').send(new SendMessageBatchCommand({ QueueUrl: sqs.urlOf('jobs'), Entries }));
    expect(await receive('jobs', { MaxNumberOfMessages: 10 })).toHaveLength(2);
  });

  test('is refused every other queue with IAM’s message, whether or not it exists', async () => {
    for (const queue of ['notes', 'jobs-dead-letters', 'absent']) {
      await expect(sendAs(queue)).rejects.toMatchObject({
        name: 'AccessDenied',
        message: expect.stringContaining(
          `is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:123456789012:app-test-${queue} `,
        ),
      });
    }
  });

  test('reads no queue, not even the one that it sends to', async () => {
    const url = sqs.urlOf('jobs');
    const client = sqs.client('CHAT');
    const denied = { name: 'AccessDenied' };
    await expect(client.send(new ReceiveMessageCommand({ QueueUrl: url }))).rejects.toMatchObject(denied);
    await expect(client.send(new PurgeQueueCommand({ QueueUrl: url }))).rejects.toMatchObject(denied);
    await expect(client.send(new ListQueuesCommand({}))).rejects.toMatchObject(denied);
  });
});
