import { createSender, type Sender } from '@frontdesk/aws';
import { readConfig } from '@frontdesk/core/config';
import * as z from 'zod/mini';
import type { Base } from './base';

const config = z.object({ ACCOUNT_ID: z.string() });

/** What a function sends with that is granted a queue or a topic. */
export const senderRuntime = ({ namePrefix }: Pick<Base, 'namePrefix'>): Sender =>
  createSender({ namePrefix, accountId: readConfig(config, process.env).ACCOUNT_ID });
