import { createSender } from '@frontdesk/aws';
import { batchHandler } from '@frontdesk/core/batch';
import { createBase } from '@frontdesk/runtime';
import declaration from './function';

const base = createBase(declaration.name);

export const handler = batchHandler(declaration, base, {
  send: createSender({ namePrefix: base.namePrefix, accountId: process.env.ACCOUNT_ID ?? '' }),
});
