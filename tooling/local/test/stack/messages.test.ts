import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startTemporaryStack, type TemporaryStack } from '@frontdesk/testkit/temporary-stack';
import { eventually as within } from '../dynamodb/engine/support';
import { buildCourier, type ScratchBuild } from './courier/scratch-build';

const eventually = (holds: () => boolean | Promise<boolean>): Promise<void> => within(holds, 20_000);

let scratch: ScratchBuild;
let stack: TemporaryStack;
const lines: Record<string, unknown>[] = [];
let sqs: SQSClient;
let sns: SNSClient;
let lambda: LambdaClient;
let s3: S3Client;

beforeAll(async () => {
  scratch = await buildCourier();
  stack = await startTemporaryStack({
    dist: scratch.dist,
    onFunctionLog: (_, line) => {
      if (line.startsWith('{')) lines.push(JSON.parse(line));
    },
  });
  const options = {
    endpoint: stack.awsUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  };
  sqs = new SQSClient(options);
  sns = new SNSClient(options);
  lambda = new LambdaClient(options);
  s3 = new S3Client(options);
});
afterEach(() => lines.splice(0));
afterAll(async () => {
  for (const client of [sqs, sns, lambda, s3]) client?.destroy();
  await stack?.close();
  scratch?.remove();
});

/** What the function logged with that text, by its field. */
const logged = (message: string, field = 'note'): unknown[] =>
  lines.filter((line) => line.message === message).map((line) => line[field]);

const urlOf = async (queue: string): Promise<string | undefined> =>
  (await sqs.send(new GetQueueUrlCommand({ QueueName: `frontdesk-local-${queue}` }))).QueueUrl;

const tenant = { clientId: { DataType: 'String', StringValue: 'acme-dental' } };
const send = async (body: object): Promise<void> => {
  const QueueUrl = await urlOf('parcels');
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), MessageAttributes: tenant }));
};

test('a message goes through a queue to a function, then to a topic, and on to its subscribers', async () => {
  await send({ note: 'first', post: 'second' });
  await eventually(() => logged('read').length === 1 && logged('carried').length === 2);
  expect(logged('read')).toEqual(['second']);
  // The topic's message came back to the queue by its subscription.
  expect(logged('carried')).toEqual(['first', 'second']);
});

test('a message that its function puts off comes again when it said, and not after the visibility timeout', async () => {
  await send({ note: 'too early', later: 1 });
  // The function's timeout is 5 seconds, and the visibility timeout six times that.
  await eventually(() => logged('carried', 'attempt').length === 2);
  expect(logged('carried', 'attempt')).toEqual([1, 2]);
  // What another test's message came to may be logged meanwhile.
  await eventually(() => ['put off', 'done'].every((outcome) => logged('message', 'outcome').includes(outcome)));
});

test('a message of a topic that a function fails three times goes to the function’s dead letters', async () => {
  const TopicArn = 'arn:aws:sns:us-east-1:000000000000:frontdesk-local-letters';
  await sns.send(new PublishCommand({ TopicArn, Message: '{"note":"illegible","fail":true}' }));
  const QueueUrl = await urlOf('courier-invocations-dead-letters');
  const letters = async () =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }))).Messages ?? [];
  await eventually(async () => (await letters()).length > 0);
  expect(logged('read')).toEqual(['illegible', 'illegible', 'illegible']);
  expect(JSON.parse((await letters())[0]?.Body ?? '')).toMatchObject({ Records: [{ EventSource: 'aws:sns' }] });
});

test('a function is notified of objects under its prefix that are stored or removed', async () => {
  const object = (Key: string) => ({ Bucket: 'frontdesk-local-000000000000-attic', Key });
  await s3.send(new PutObjectCommand({ ...object('old/a b+c é'), Body: 'x' }));
  await s3.send(new PutObjectCommand({ ...object('new/d'), Body: 'x' }));
  await s3.send(new DeleteObjectCommand(object('old/a b+c é')));
  await eventually(() => logged('noted').length === 2);
  expect(logged('noted').sort()).toEqual(['ObjectCreated old/a b+c é', 'ObjectRemoved old/a b+c é']);
});

test('an administrator can run a schedule at once, with the event that the schedule sends', async () => {
  const event = { source: 'frontdesk.schedule', schedule: 'rounds', time: '2026-01-01T00:00:00.000Z' };
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: 'frontdesk-local-courier', Payload: JSON.stringify(event) }),
  );
  expect(answer).toMatchObject({ StatusCode: 200 });
  expect(answer.FunctionError).toBeUndefined();
  expect(logged('went round', 'due')).toEqual([Date.parse(event.time)]);
});

test('an asynchronous event is acknowledged at once, and processed', async () => {
  const event = { source: 'frontdesk.schedule', schedule: 'rounds', time: '2026-01-02T00:00:00.000Z' };
  const FunctionName = 'arn:aws:lambda:us-east-1:000000000000:function:frontdesk-local-courier';
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(event) }),
  );
  expect(answer.StatusCode).toBe(202);
  await eventually(() => logged('went round', 'due').length === 1);
});

test('a failed invocation is reported as Lambda does, and one of an unknown function is refused', async () => {
  const invoke = (FunctionName: string) => lambda.send(new InvokeCommand({ FunctionName, Payload: '{"Records":[]}' }));
  const answer = await invoke('frontdesk-local-courier');
  expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString())).toMatchObject({ errorType: 'Error' });
  await expect(invoke('frontdesk-local-nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a new deployment continues with the messages where the previous one stopped', async () => {
  const sent = Array.from({ length: 20 }, (_, n) => `parcel ${n}`);
  for (const [n, note] of sent.entries()) {
    await send({ note });
    if (n === 5 || n === 12) await stack.redeploy(scratch.manifest);
  }
  await eventually(() => logged('carried').length >= sent.length);
  expect(logged('carried').sort()).toEqual([...sent].sort());
  expect(logged('carried', 'attempt').every((attempt) => attempt === 1)).toBe(true);
});

test('a declaration with an invalid schedule is refused, and the deployment stays as it is', async () => {
  const rounds = { name: 'rounds', description: '', expression: 'daily' };
  await expect(stack.redeploy({ ...scratch.manifest, schedules: { rounds } })).rejects.toThrow(
    'daily is neither rate(5 minutes) nor cron(0 3 * * ? *)',
  );
  await send({ note: 'still here' });
  await eventually(() => logged('carried').length === 1);
});

test('after draining, new messages wait for the next start', async () => {
  await stack.drain();
  await send({ note: 'later' });
  expect(stack.underWay()).toBe(0);
  const QueueUrl = await urlOf('parcels');
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  expect(Messages.map(({ Body }) => Body)).toEqual(['{"note":"later"}']);
});
