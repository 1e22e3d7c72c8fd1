import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

const DAY_SECONDS = 86_400;
/** Longer than an answer may take: until then, nobody else gets the message. */
const VISIBILITY_SECONDS = 120;
/** The longest that SQS lets a receive wait. */
const WAIT_SECONDS = 20;

/** Lets the topic, and nobody else, send to the queue. */
const policy = (queueArn, topicArn) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });

const arnOf = async (sqs, QueueUrl) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))).Attributes.QueueArn;

/** Makes the queue and the one for its dead letters, unless they exist. */
const makeQueue = async (sqs, name, topicArn) => {
  const dead = await sqs.send(
    new CreateQueueCommand({
      QueueName: `${name}-dead-letters`,
      Attributes: { MessageRetentionPeriod: String(14 * DAY_SECONDS) },
    }),
  );
  const deadArn = await arnOf(sqs, dead.QueueUrl);
  const queueArn = deadArn.replace(/-dead-letters$/, '');
  const { QueueUrl: url } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        VisibilityTimeout: String(VISIBILITY_SECONDS),
        Policy: policy(queueArn, topicArn),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 5 }),
      },
    }),
  );
  return { url, queueArn };
};

/** Subscribes a queue of our own to what visitors of these tenants write. Repeating it changes nothing. */
const subscribe = (sns, topicArn, queueArn, tenants) =>
  sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queueArn,
      Attributes: {
        RawMessageDelivery: 'true',
        FilterPolicy: JSON.stringify({ messageType: ['user'], clientId: tenants }),
      },
    }),
  );

/** Deletes a message once it is dealt with. One that could not be comes again, and is a dead letter in the end. */
const deal = async (sqs, QueueUrl, { Body, MessageAttributes, ReceiptHandle }, handle) => {
  try {
    await handle({ tenant: MessageAttributes.clientId.StringValue, ...JSON.parse(Body) });
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  } catch (error) {
    console.error(`Comes again: ${error.message}`);
  }
};

/** A queue of our own, which is subscribed to the topic. @returns its URL. */
const ownQueue = async (sqs, { topicArn, client }, { queue, tenants }) => {
  const { url, queueArn } = await makeQueue(sqs, queue, topicArn);
  await subscribe(new SNSClient(client), topicArn, queueArn, tenants);
  return url;
};

/** Hands over what visitors write, one message after the other, until the signal aborts. */
export const listen = async (place, { queue, tenants, signal }, handle) => {
  const sqs = new SQSClient(place.client);
  const QueueUrl = place.queueUrl ?? (await ownQueue(sqs, place, { queue, tenants }));
  console.log(`Listening to ${tenants.join(', ')} at ${QueueUrl}`);
  while (!signal.aborted) {
    const receive = new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: ['All'],
    });
    try {
      const { Messages = [] } = await sqs.send(receive, { abortSignal: signal });
      for (const message of Messages) await deal(sqs, QueueUrl, message, handle);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
};
