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
        MessageAttributes: Object.fromEntries(
          Object.entries(published.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
            name,
            { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
          ]),
        ),
        Type: 'Notification',
        UnsubscribeUrl: '',
        TopicArn: topic.arn,
        Subject: published.subject ?? (null as unknown as string),
      },
    },
  ],
});

/** The deliveries of a message: a queue gets it raw, as it was published; a function gets an event. */
export const deliveries = (published: Published, topic: Topic): (NewMessage & { readonly queue: string })[] =>
  topic.subscriptions
    .filter(({ filter }) => accepts(filter, published.attributes))
    .map((subscription) => {
      const { queue, protocol } = subscription;
      const { senderId, traceHeader, message, attributes } = published;
      return protocol === 'sqs'
        ? { queue, body: message, attributes, senderId, traceHeader }
        : { queue, body: JSON.stringify(snsEvent(published, topic, subscription)), senderId, traceHeader };
    });
