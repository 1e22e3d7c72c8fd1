import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { defineQueue, defineTopic } from '@frontdesk/core/declare';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { createSender, type Outgoing, visibilityChanger } from '../src';
import { messageText } from '../src/protocols/message-text';
import { breakOff, CREDENTIALS, type Handler, hang, json, type Service, startService, xml } from './service';

const queue = defineQueue({ name: 'replies', description: '', deadLetter: { maxReceives: 5 } });
const topic = defineTopic({ name: 'messages', description: '' });
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=1:a87bd80c:0';
const message: Outgoing = {
  body: { text: '駐車場はありますか' },
  origin: { tenant: 'sakura-salon', traceparent },
  attributes: { channel: 'web' },
};

const sent = json(200, { MessageId: 'm-1', MD5OfMessageBody: 'unchecked' });
const published = xml(
  200,
  '<PublishResponse><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>',
);

let service: Service;
const senderBefore = async (...handlers: readonly Handler[]) => {
  service = await startService(...handlers);
  const lambda = { AWS_LAMBDA_FUNCTION_NAME: 'f', AWS_REGION: 'ap-northeast-1', _X_AMZN_TRACE_ID: trace };
  const environment = { ...CREDENTIALS, ...lambda, AWS_ENDPOINT_URL: service.endpoint };
  return {
    ...createSender({ namePrefix: 'frontdesk-test', accountId: '123456789012', environment }),
    changeVisibility: visibilityChanger(environment),
  };
};
beforeAll(() => void Object.assign(process.env, CREDENTIALS));
afterEach(() => service.close());

/** A call without the parts that differ from call to call, or that say what it was made with. */
const said = ({ received }: Pick<Service, 'received'>, i = 0) => {
  const { headers, path, body } = received[i] ?? { headers: {}, path: '', body: '' };
  const { authorization = '', host: _, 'content-length': _length, ...others } = headers;
  const own = /^(amz-sdk|x-amz-date|x-amz-user-agent|user-agent|x-amz-content-sha256|connection|x-amzn-query-mode)/;
  return {
    path,
    headers: Object.fromEntries(Object.entries(others).filter(([name]) => !own.test(name))),
    scope: /Credential=[^,]*/.exec(authorization)?.[0],
    body,
  };
};

/** The same call, as the SDK makes it in Lambda. */
const bySdk = async (endpoint: string): Promise<void> => {
  Object.assign(process.env, { AWS_LAMBDA_FUNCTION_NAME: 'f', _X_AMZN_TRACE_ID: trace });
  const options = { endpoint, region: 'ap-northeast-1', maxAttempts: 1 };
  const attributes = {
    channel: { DataType: 'String', StringValue: 'web' },
    clientId: { DataType: 'String', StringValue: 'sakura-salon' },
    traceparent: { DataType: 'String', StringValue: traceparent },
  };
  const sqs = new SQSClient({ ...options, md5: false });
  const QueueUrl = `${endpoint}/123456789012/frontdesk-test-replies`;
  const text = JSON.stringify(message.body);
  const sent = { QueueUrl, MessageBody: text, MessageAttributes: attributes, DelaySeconds: 900 };
  await sqs.send(new SendMessageCommand(sent));
  const sns = new SNSClient(options);
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: 'receipt', VisibilityTimeout: 7 }));
  const TopicArn = 'arn:aws:sns:ap-northeast-1:123456789012:frontdesk-test-messages';
  await sns.send(new PublishCommand({ TopicArn, Message: text, MessageAttributes: attributes }));
  sqs.destroy();
  sns.destroy();
  delete process.env.AWS_LAMBDA_FUNCTION_NAME;
  delete process.env._X_AMZN_TRACE_ID;
};

test('a message is sent, put off and published as the SDK would, with tenant, trace and the chain that Lambda knows loops by', async () => {
  const { sendMessage, changeVisibility, publish } = await senderBefore(sent, json(200, {}), published);
  await sendMessage(queue, message, { delaySeconds: 900 });
  const queueArn = 'arn:aws:sqs:ap-northeast-1:123456789012:frontdesk-test-replies';
  await changeVisibility({ queueArn, receiptHandle: 'receipt' }, 7);
  await publish(topic, message);
  const ours = service;
  service = await startService(sent, json(200, {}), published);
  await bySdk(service.endpoint);
  const host = (text: string) => text.replace(/127\.0\.0\.1:\d+/, 'host');
  const fields = (body: string) =>
    body.startsWith('{') ? JSON.parse(host(body)) : Object.fromEntries(new URLSearchParams(body));
  const calls = ({ received }: Service) => received.map((_, i) => said({ received }, i));
  const read = (from: Service) => calls(from).map((call) => ({ ...call, body: fields(call.body) }));
  expect(read(ours)).toEqual(read(service));
  expect(calls(ours)[0]?.headers).toMatchObject({ 'x-amzn-trace-id': trace, 'x-amz-security-token': 'session' });
  await ours.close();
});

test('a topic that an environment calls by another name is published to under that name', async () => {
  service = await startService(published);
  const environment = { ...CREDENTIALS, AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: service.endpoint };
  const topicNames = { messages: 'acme-chat' };
  const { publish } = createSender({
    namePrefix: 'frontdesk-test',
    accountId: '123456789012',
    topicNames,
    environment,
  });
  await publish(topic, message);
  const { body = '' } = service.received[0] ?? {};
  expect(new URLSearchParams(body).get('TopicArn')).toBe('arn:aws:sns:eu-west-1:123456789012:acme-chat');
});

test('a message of no tenant has a trace alone, and no attribute of its sender takes the place of ours', async () => {
  const sender = await senderBefore(sent);
  await sender.sendMessage(queue, { body: 1, origin: { traceparent }, attributes: { traceparent: 'mine' } });
  expect(JSON.parse(service.received[0]?.body ?? '').MessageAttributes).toEqual({
    traceparent: { DataType: 'String', StringValue: traceparent },
  });
});

test.each([
  ['a failure of the service', json(503, {})],
  ['a throttle', json(400, { __type: 'com.amazonaws.sqs#RequestThrottled', message: 'slower' })],
  ['a broken connection', breakOff],
])('after %s it is sent once more', async (_name, failure) => {
  const sender = await senderBefore(failure, sent);
  await sender.sendMessage(queue, message);
  expect(service.received).toHaveLength(2);
});

test('a refusal is an error that says why, at once', async () => {
  const gone = json(400, { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no such queue' });
  const denied = '<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>';
  const sender = await senderBefore(gone, xml(403, denied));
  await expect(sender.sendMessage(queue, message)).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
    message: 'no such queue',
  });
  await expect(sender.publish(topic, message)).rejects.toMatchObject({
    name: 'AuthorizationError',
    $metadata: { httpStatusCode: 403 },
  });
  expect(service.received).toHaveLength(2);
});

test('a service that never answers is an error within two attempts of two seconds', async () => {
  const sender = await senderBefore(hang);
  await expect(sender.publish(topic, message)).rejects.toThrow('no answer within 2000 ms');
  expect(service.received).toHaveLength(2);
});

test('whatever is written, the text holds only what SQS takes, and is read back as it was', () => {
  // #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF
  const taken = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
  assertProperty(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constant('\uFFFE\uFFFF\uD800\0')), (value) => {
      expect(messageText({ value })).toMatch(taken);
      expect(JSON.parse(messageText({ value }))).toEqual({ value });
    }),
  );
});
