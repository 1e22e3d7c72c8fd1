import { createSender, type Sender } from '@frontdesk/aws';
import { present, readConfig } from '@frontdesk/core/config';
import type { Base } from './base';

const environment = { ACCOUNT_ID: present };

/** What a function sends with that is granted a queue or a topic. */
export const senderRuntime = ({ namePrefix }: Pick<Base, 'namePrefix'>): Sender =>
  createSender({ namePrefix, accountId: readConfig(environment).ACCOUNT_ID });
