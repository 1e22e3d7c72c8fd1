import { queueArn, topicArn } from './expected-events';
import type { ProvedEnvironment } from './proved-environment';
import { plannedActions } from './terraform';

const READER = 'arn:aws:iam::111122223333:root';
const TRUSTED = 'arn:aws:iam::444455556666:root';
const ENDPOINT = 'arn:aws:sqs:*:444455556666:frontdesk-*';

/** Outside assistants: one of a single tenant, and one that is trusted with all of them. */
export const proveBots = (proved: () => ProvedEnvironment): void => {
  test('an outside bot gets a queue with its tenants’ messages alone, or may subscribe by itself; nothing else changes', async () => {
    const { terraform, prefix } = proved();
    const bots = {
      acme: { account: '111122223333', client_ids: ['acme-dental'] },
      trusted: { account: '444455556666', endpoint: ENDPOINT },
    };
    const changes = plannedActions(await terraform.plan(`-var=outside_bots=${JSON.stringify(bots)}`));
    expect(changes).toEqual({
      'module.frontdesk.module.messaging.aws_sqs_queue.this["bot-acme"]': 'create',
      'module.frontdesk.module.messaging.aws_sqs_queue.dead_letters["bot-acme"]': 'create',
      'module.frontdesk.module.messaging.aws_sns_topic_subscription.queue["bot-acme/messages"]': 'create',
      'module.frontdesk.module.messaging.aws_sns_topic_policy.this["messages"]': 'create',
      'module.frontdesk.module.observability.aws_cloudwatch_metric_alarm.this["bot-acme-dead-letters"]': 'create',
      'module.frontdesk.module.observability.aws_cloudwatch_dashboard.this': 'update',
    });
    await terraform.apply();
    const { queues, topics } = await proved().look();
    expect(queues).toMatchObject({
      [`${prefix}-bot-acme`]: { senders: [[topicArn(prefix, 'messages')]], readers: [READER] },
      [`${prefix}-bot-acme-dead-letters`]: { readers: [] },
      [`${prefix}-replies`]: { readers: [] },
    });
    expect(topics[`${prefix}-messages`]).toMatchObject({
      subscriptions: expect.arrayContaining([
        expect.objectContaining({
          endpoint: queueArn(prefix, 'bot-acme'),
          filter: { clientId: ['acme-dental'], messageType: ['user'] },
        }),
      ]),
      subscribers: [
        {
          account: TRUSTED,
          condition: { StringEquals: { 'sns:Protocol': 'sqs' }, StringLike: { 'sns:Endpoint': ENDPOINT } },
        },
      ],
    });
  });
};
