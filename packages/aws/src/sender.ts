import { ATTRIBUTES } from '@frontdesk/core/batch';
import type { QueueDeclaration, TopicDeclaration } from '@frontdesk/core/declare';
import { callJson } from './protocols/json';
import { messageText } from './protocols/message-text';
import { callQuery } from './protocols/query';
import { SQS } from './protocols/sqs';
import { serviceTransport } from './service-transport';

const SNS_VERSION = '2010-03-31';

/** Where a message comes from: an invocation, or the message being worked on. */
export interface Origin {
  /** Absent for what belongs to no tenant. */
  readonly tenant?: string;
  readonly traceparent: string;
}

export interface Outgoing {
  /** Written as JSON: 256 KB with the attributes, at most. */
  readonly body: unknown;
  readonly origin: Origin;
  /** Attributes besides tenant and trace, for filter policies to look at. */
  readonly attributes?: Readonly<Record<string, string>>;
}

export interface SendOptions {
  /** Until the message can be received: 0 to 900, which is fifteen minutes. SQS refuses anything else. */
  readonly delaySeconds?: number;
}

/**
 * Sends messages. They are delivered at least once: SQS and SNS may deliver one twice, and a send whose answer was lost is
 * repeated, so consumers recognize a repeat by the message's content.
 */
export interface Sender {
  /** @throws AwsError, or what broke the connection. The message may have been sent even so. */
  sendMessage(queue: QueueDeclaration, message: Outgoing, options?: SendOptions): Promise<void>;
  /** The same, to every subscriber of a topic. */
  publish(topic: TopicDeclaration, message: Outgoing): Promise<void>;
}

export interface SenderOptions {
  /** `${app}-${env}`. */
  readonly namePrefix: string;
  /** `ACCOUNT_ID`, which every function that may send has in its environment. */
  readonly accountId: string;
  /** Names of topics that are not `${namePrefix}-<name>`, by their declared names. */
  readonly topicNames?: Readonly<Record<string, string>>;
  readonly environment?: NodeJS.ProcessEnv;
}

const attributesOf = ({ origin: { tenant, traceparent }, attributes }: Outgoing): [name: string, value: string][] =>
  Object.entries({
    ...attributes,
    ...(tenant !== undefined && { [ATTRIBUTES.tenant]: tenant }),
    [ATTRIBUTES.traceparent]: traceparent,
  });

/** Makes what functions send messages with. Queues and topics have the names that Terraform gives them. */
export const createSender = ({ namePrefix, accountId, topicNames = {}, environment }: SenderOptions): Sender => {
  const sqs = serviceTransport('sqs', environment);
  const sns = serviceTransport('sns', environment);
  return {
    sendMessage: async ({ name }, message, { delaySeconds } = {}) => {
      const attributes = attributesOf(message).map(([key, StringValue]) => [key, { DataType: 'String', StringValue }]);
      await callJson(sqs, SQS, 'SendMessage', {
        QueueUrl: new URL(`/${accountId}/${namePrefix}-${name}`, sqs.url).href,
        MessageBody: messageText(message.body),
        MessageAttributes: Object.fromEntries(attributes),
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
      });
    },
    publish: ({ name }, message) =>
      callQuery(sns, SNS_VERSION, 'Publish', {
        TopicArn: `arn:aws:sns:${sns.region}:${accountId}:${topicNames[name] ?? `${namePrefix}-${name}`}`,
        Message: messageText(message.body),
        ...Object.fromEntries(
          attributesOf(message).flatMap(([key, value], i) => [
            [`MessageAttributes.entry.${i + 1}.Name`, key],
            [`MessageAttributes.entry.${i + 1}.Value.DataType`, 'String'],
            [`MessageAttributes.entry.${i + 1}.Value.StringValue`, value],
          ]),
        ),
      }),
  };
};
