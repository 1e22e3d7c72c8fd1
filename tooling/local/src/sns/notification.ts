import { isoTime } from '@frontdesk/core/time';
import type { SNSEvent } from 'aws-lambda';
import type { MessageAttributes, NewMessage } from '../sqs/message';
import { accepts } from './filter';
import type { Subscription, Topic } from './topic';

/** One message of a topic, as it was published. */
export interface Published {
  readonly id: string;
  readonly message: string;
  readonly subject: string | undefined;
  readonly attributes: MessageAttributes;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly senderId: string;
  readonly traceHeader: string | undefined;
}

const valuesOf = (attributes: MessageAttributes): SNSEvent['Records'][number]['Sns']['MessageAttributes'] =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
    ]),
  );

/** What Lambda is invoked with (https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html). Nothing is signed here. */
const snsEvent = (published: Published, topic: Topic, { arn }: Subscription): SNSEvent => ({
  Records: [
    {
      EventVersion: '1.0',
      EventSubscriptionArn: arn,
      EventSource: 'aws:sns',
      Sns: {
        SignatureVersion: '1',
        Timestamp: isoTime(published.at),
        Signature: '',
        SigningCertUrl: '',
        MessageId: published.id,
        Message: published.message,
        MessageAttributes: valuesOf(published.attributes),
        Type: 'Notification',
        UnsubscribeUrl: '',
        TopicArn: topic.arn,
        Subject: published.subject ?? (null as unknown as string),
      },
    },
  ],
});

/** What a queue gets without raw delivery (https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html). */
const envelope = ({ id, message, subject, attributes, at }: Published, topic: Topic): string =>
  JSON.stringify({
    Type: 'Notification',
    MessageId: id,
    TopicArn: topic.arn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: isoTime(at),
    SignatureVersion: '1',
    Signature: '',
    SigningCertURL: '',
    UnsubscribeURL: '',
    MessageAttributes: valuesOf(attributes),
  });

const bodyFor = (published: Published, topic: Topic, subscription: Subscription): string => {
  if (subscription.protocol === 'lambda') return JSON.stringify(snsEvent(published, topic, subscription));
  return subscription.raw ? published.message : envelope(published, topic);
};

/** The deliveries of a message, one for each subscription that accepts it. */
export const deliveries = (published: Published, topic: Topic): (NewMessage & { readonly queue: string })[] =>
  topic.subscriptions
    .filter(({ filter }) => accepts(filter, published.attributes))
    .map((subscription) => {
      const { senderId, traceHeader, attributes } = published;
      return {
        queue: subscription.queue,
        body: bodyFor(published, topic, subscription),
        ...(subscription.raw && { attributes }),
        senderId,
        traceHeader,
      };
    });
