import { createSender, type Sender } from '@frontdesk/aws';
import { present, readConfig } from '@frontdesk/core/config';
import type { Base } from './base';

const names: typeof present = (value) => (/^\{.*\}$/.test(value) ? undefined : 'must be a JSON object');

const environment = { ACCOUNT_ID: present, TOPIC_NAMES: names };

/** What a function sends with that is granted a queue or a topic. */
export const senderRuntime = ({ namePrefix }: Pick<Base, 'namePrefix'>): Sender => {
  // Only a function that is granted a topic is told the topics' names.
  const { ACCOUNT_ID, TOPIC_NAMES } = readConfig(environment, { TOPIC_NAMES: '{}', ...process.env });
  return createSender({ namePrefix, accountId: ACCOUNT_ID, topicNames: JSON.parse(TOPIC_NAMES) });
};
