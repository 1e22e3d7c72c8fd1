import { readFileSync } from 'node:fs';

/**
 * Where messages come from, and what the AWS clients need to reach it. `FRONTDESK_QUEUE_URL` is a queue that a deployment has
 * made for this bot, `FRONTDESK_TOPIC_ARN` a deployment's topic. Everything else then comes from the AWS configuration of
 * this process. Without either, it is the local stack's topic.
 */
export const place = () => {
  const { FRONTDESK_QUEUE_URL: queueUrl, FRONTDESK_TOPIC_ARN: topicArn, FRONTDESK_DATA = '.frontdesk' } = process.env;
  if (queueUrl || topicArn) return { queueUrl, topicArn, client: {} };
  const outputs = JSON.parse(readFileSync(`${FRONTDESK_DATA}/outputs.json`, 'utf8'));
  const { aws_endpoint: endpoint, region, account_id, name_prefix } = outputs;
  return {
    topicArn: `arn:aws:sns:${region}:${account_id}:${name_prefix}-messages`,
    client: { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
  };
};
