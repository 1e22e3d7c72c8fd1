import { readFileSync, writeFileSync } from 'node:fs';
import { blocksOf, readGuide } from '@frontdesk/testkit/guide';
import { checkPolicy } from './policy/check';
import { type Checkout, checkout } from './support/checkout';
import { type Client, connect } from './support/clients';
import { EMULATOR_OVERRIDE, type Emulator, startEmulator } from './support/emulator';
import { succeed } from './support/run';
import { plannedActions, plannedResources, type Terraform, terraformIn } from './support/terraform';

/** The modules without the rest of this project: the example is applied alone, talked to, and destroyed. */
const EXAMPLE = 'terraform/examples/chat-server';
const DOMAIN = 'chat.acme.example';
const RETENTION_DAYS = 7;

let emulator: Emulator;
let copy: Checkout;
let terraform: Terraform;
let api: string;

const aws = (...args: string[]): Promise<string> =>
  succeed('aws', ['--endpoint-url', emulator.endpoint, ...args], {
    cwd: copy.root,
    env: copy.environment(emulator.endpoint),
  });
const join = async (room: string, name: string): Promise<Client> => {
  const client = await connect(api, { room, name });
  if (typeof client === 'number') throw new Error(`${name} was refused with ${client}.`);
  return client;
};

beforeAll(async () => {
  [emulator, copy] = await Promise.all([startEmulator(), checkout({ built: false })]);
  terraform = terraformIn(copy, EXAMPLE, copy.environment(emulator.endpoint));
  const certificate = ['acm', 'request-certificate', '--domain-name', DOMAIN, '--query', 'CertificateArn'];
  const arn = (await aws(...certificate, '--output', 'text')).trim();
  // The state of an example is a file beside it.
  writeFileSync(
    terraform.folder('emulator_override.tf'),
    readFileSync(EMULATOR_OVERRIDE, 'utf8').replace(/^terraform \{.*?^\}/ms, ''),
  );
  writeFileSync(
    terraform.folder('terraform.tfvars'),
    `account_logging_role = true
     domain               = { name = "${DOMAIN}", certificate_arn = "${arn}" }
     topic_name           = "acme-chat"
     retention_days       = ${RETENTION_DAYS}
     subscribers          = { bot = { account = "111122223333", endpoint = "arn:aws:sqs:*:111122223333:chat-*" } }`,
  );
  const [zip = ''] = blocksOf(readGuide(`../../${EXAMPLE}/README.md`), 'sh')[0]?.split('\n') ?? [];
  await succeed('bash', ['-c', zip], { cwd: terraform.folder() });
  await terraform.init();
});
afterAll(async () => {
  await emulator?.close();
  copy?.remove();
});

test('the plan follows the policy', async () => {
  const plan = await terraform.plan();
  process.stdout.write(`      ${EXAMPLE}: ${Object.keys(plannedActions(plan)).length} resources\n`);
  expect(checkPolicy(plannedResources(plan))).toEqual([]);
});

test('it applies, and a second plan finds nothing to do', async () => {
  await terraform.apply();
  expect(plannedActions(await terraform.plan())).toEqual({});
  const socket = (await terraform.state()).find(({ type }) => type === 'aws_apigatewayv2_api');
  api = `${emulator.endpoint}/websocket-api/${socket?.values.id}/live`;
});

test('it has the domain name and the topic that it was given', async () => {
  expect(await terraform.run('output', '-raw', 'url')).toBe(`wss://${DOMAIN}`);
  expect(await terraform.run('output', '-raw', 'topic_arn')).toBe('arn:aws:sns:us-east-1:123456789012:acme-chat');
});

test('whoever names no room is refused', async () => {
  expect(await connect(api, { name: 'Ann' })).toBe(400);
});

describe('people in rooms', () => {
  let [ann, ben, cat]: Client[] = [];
  const queue = 'arn:aws:sqs:us-east-1:123456789012:bot';

  beforeAll(async () => {
    await aws('sqs', 'create-queue', '--queue-name', 'bot');
    const topic = ['--topic-arn', 'arn:aws:sns:us-east-1:123456789012:acme-chat'];
    const raw = ['--attributes', JSON.stringify({ RawMessageDelivery: 'true' })];
    await aws('sns', 'subscribe', ...topic, '--protocol', 'sqs', '--notification-endpoint', queue, ...raw);
    ann = await join('lobby', 'Ann');
    ben = await join('lobby', 'Ben');
    cat = await join('kitchen', 'Cat');
  });

  const hello = { id: expect.any(String), room: 'lobby', from: 'Ann', text: 'こんにちは', at: expect.any(Number) };

  test('what one writes, all others in the room see, and nobody else', async () => {
    await ann?.send({ action: 'message.send', text: 'こんにちは' });
    expect(await ann?.received()).toEqual([{ type: 'sent', message: hello }]);
    expect(await ben?.received()).toEqual([{ type: 'message', message: hello }]);
    expect(await cat?.received()).toEqual([]);
  });

  test('it is published to the topic, with its room', async () => {
    const url = `${emulator.endpoint}/123456789012/bot`;
    const told = await aws('sqs', 'receive-message', '--queue-url', url, '--message-attribute-names', 'room');
    const [message] = JSON.parse(told).Messages;
    expect(JSON.parse(message.Body)).toEqual(hello);
    expect(message.MessageAttributes.room.StringValue).toBe('lobby');
  });

  test('it can be read later, until it expires', async () => {
    await ben?.send({ action: 'messages.list' });
    expect(await ben?.received()).toEqual([{ type: 'messages', messages: [hello] }]);
    const { Items } = JSON.parse(await aws('dynamodb', 'scan', '--table-name', 'chat-messages'));
    const expiry = Math.floor(Number(Items[0].message.M.at.N) / 1_000) + RETENTION_DAYS * 86_400;
    expect(Math.abs(Number(Items[0].expires_at.N) - expiry)).toBeLessThanOrEqual(1);
  });

  test('an empty text and an unknown action are answered, and the connection stays open', async () => {
    await cat?.send({ action: 'message.send', text: '' });
    await cat?.send({ action: 'dance' });
    expect(await cat?.received()).toEqual([
      { type: 'error', message: 'text must have 1 to 2000 characters' },
      expect.objectContaining({ message: 'Forbidden' }),
    ]);
  });

  /** Who is in a room, by name: their items. */
  const people = async (): Promise<Record<string, { pk: { S: string }; sk: { S: string } }>> => {
    const { Items } = JSON.parse(await aws('dynamodb', 'scan', '--table-name', 'chat-connections'));
    const members = Items.filter(({ pk }: { pk: { S: string } }) => pk.S.startsWith('room#'));
    return Object.fromEntries(members.map((item: { person: { S: string } }) => [item.person.S, item]));
  };
  /** Makes a connection of somebody one that was opened long ago. */
  const age = async (name: string): Promise<void> => {
    const { pk, sk } = (await people())[name] ?? {};
    const update = ['--update-expression', 'SET connected_at = :then', '--expression-attribute-values'];
    const key = ['--table-name', 'chat-connections', '--key', JSON.stringify({ pk, sk })];
    await aws('dynamodb', 'update-item', ...key, ...update, '{":then":{"N":"0"}}');
  };

  test('whoever left is forgotten, and so is a connection that is gone, unless it may still be opening', async () => {
    const dan = await join('lobby', 'Dan');
    const eve = await join('lobby', 'Eve');
    await age('Dan');
    await ben?.close();
    for (const client of [dan, eve]) await client.close({ silently: true });
    await ann?.send({ action: 'message.send', text: 'Anybody?' });
    expect(await ann?.received()).toEqual([{ type: 'sent', message: { ...hello, text: 'Anybody?' } }]);
    expect(Object.keys(await people()).sort()).toEqual(['Ann', 'Cat', 'Eve']);
  });
});

test('it is destroyed, and leaves nothing behind', async () => {
  await terraform.destroy();
  expect(await terraform.state()).toEqual([]);
  expect(JSON.parse(await aws('dynamodb', 'list-tables')).TableNames).toEqual([]);
  expect(JSON.parse(await aws('apigatewayv2', 'get-apis')).Items).toEqual([]);
});
