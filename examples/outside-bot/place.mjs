import { readFileSync } from 'node:fs';

/**
 * Where the topic is, and what the AWS clients need to reach it. `FRONTDESK_TOPIC_ARN` names a deployment's, and everything
 * else then comes from the AWS configuration of this process; without it, both are the local stack's.
 */
export const place = () => {
  const { FRONTDESK_TOPIC_ARN: topicArn, FRONTDESK_DATA = '.frontdesk' } = process.env;
  if (topicArn) return { topicArn, client: {} };
  const outputs = JSON.parse(readFileSync(`${FRONTDESK_DATA}/outputs.json`, 'utf8'));
  const { aws_endpoint: endpoint, region, account_id, name_prefix } = outputs;
  return {
    topicArn: `arn:aws:sns:${region}:${account_id}:${name_prefix}-messages`,
    client: { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } },
  };
};
