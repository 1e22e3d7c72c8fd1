import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { aws, freshTenant, type ServiceClient, serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { until } from '@frontdesk/testkit/dev-process';
import { putSettings } from '@frontdesk/testkit/tenant-settings';

let tenant: string;
let service: ServiceClient;
let bot: ChildProcess;
let printed = '';

const hasPrinted = (line: string) => until(async () => (printed.includes(line) ? true : undefined), 20_000);

/** `examples/outside-bot`, the way a person runs it, with the tests' shared stack in place of `make dev`. */
const startBot = (more: NodeJS.ProcessEnv = {}): ChildProcess => {
  const { api_url, aws_endpoint, data } = sharedStack();
  const child = spawn('node', ['examples/outside-bot/bot.mjs', tenant], {
    cwd: join(__dirname, '..'),
    env: {
      ...process.env,
      BOT_QUEUE: tenant,
      FRONTDESK_DATA: data,
      FRONTDESK_API_URL: api_url,
      FRONTDESK_TOKEN_URL: `${aws_endpoint}/oauth2/token`,
      FRONTDESK_CLIENT_ID: service.clientId,
      FRONTDESK_CLIENT_SECRET: service.secret,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout?.on('data', (text) => {
    printed += text;
  });
  return child;
};

beforeAll(async () => {
  tenant = freshTenant('outside');
  await putSettings(tenant, { thread_assistant: 'outside' });
  service = await serviceClient(tenant);
  bot = startBot();
  await hasPrinted('Listening');
}, 30_000);
afterAll(async () => {
  const ended = new Promise((resolve) => bot.once('exit', resolve));
  bot.kill('SIGINT');
  expect(await ended).toBe(0);
});

const as = () => ({ token: service.token, tenant });
/** What a visitor says, passed on by a service. */
const say = async (thread: string, message_id: string): Promise<void> => {
  const body = { text: `Question ${message_id}`, message_id, message_type: 'user', user_id: 'visitor-1' };
  expect((await api(`POST /threads/${thread}/messages`, { ...as(), body })).status).toBe(201);
};
const types = async (thread: string): Promise<string[]> =>
  (await api(`GET /threads/${thread}/messages`, as())).body.messages.map(
    ({ message_type }: { message_type: string }) => message_type,
  );

test('the outside assistant answers each message of a visitor once, also if it hears of it twice, and never itself', async () => {
  await say('thread-1', 'q1');
  await hasPrinted('Answered q1');
  const message = { messageId: 'q1', threadId: 'thread-1', messageType: 'user', text: 'Question q1' };
  await aws('AmazonSQS.SendMessage', {
    QueueUrl: `${sharedStack().aws_endpoint}/${sharedStack().account_id}/${tenant}`,
    MessageBody: JSON.stringify({ message, connection: { isHumanOverride: false } }),
    MessageAttributes: { clientId: { DataType: 'String', StringValue: tenant } },
  });
  await say('thread-1', 'q2');
  await hasPrinted('Answered q2');
  await until(async () => (printed.match(/Answered q1/g)?.length === 2 ? true : undefined), 20_000);
  expect(await types('thread-1')).toEqual(['user', 'bot', 'user', 'bot']);
}, 60_000);

test('it is silent while a person owns the thread', async () => {
  await say('thread-2', 'q3');
  await hasPrinted('Answered q3');
  const { id: token } = await staffOf(tenant);
  expect((await api('POST /threads/thread-2/takeover', { token })).status).toBe(200);
  await say('thread-2', 'q4');
  await say('thread-1', 'q5');
  await hasPrinted('Answered q5');
  expect(await types('thread-2')).toEqual(['user', 'bot', 'user']);
}, 60_000);

test('it also listens at a queue that was made for it, and makes none', async () => {
  const { aws_endpoint, account_id, region } = sharedStack();
  const name = freshTenant('given');
  await aws('AmazonSQS.CreateQueue', { QueueName: name });
  const queueUrl = `${aws_endpoint}/${account_id}/${name}`;
  const keys = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: region };
  const given = startBot({
    ...keys,
    AWS_ENDPOINT_URL: aws_endpoint,
    BOT_QUEUE: `${name}-own`,
    FRONTDESK_QUEUE_URL: queueUrl,
  });
  const ended = new Promise((resolve) => given.once('exit', resolve));
  const message = { messageId: 'q6', threadId: 'thread-1', messageType: 'user', text: 'Question q6' };
  await aws('AmazonSQS.SendMessage', {
    QueueUrl: queueUrl,
    MessageBody: JSON.stringify({ message, connection: { isHumanOverride: false } }),
    MessageAttributes: { clientId: { DataType: 'String', StringValue: tenant } },
  });
  await hasPrinted('Answered q6');
  given.kill('SIGINT');
  expect(await ended).toBe(0);
  await expect(aws('AmazonSQS.GetQueueUrl', { QueueName: `${name}-own` })).rejects.toThrow('QueueDoesNotExist');
}, 60_000);
