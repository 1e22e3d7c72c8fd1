import { createSender } from '@frontdesk/aws';
import { batchHandler } from '@frontdesk/core/batch';
import { batchPlatform, createBase } from '@frontdesk/runtime';
import declaration from './function';

const base = createBase(declaration.name);

export const handler = batchHandler(declaration, batchPlatform(base), {
  send: createSender({ namePrefix: base.namePrefix, accountId: process.env.ACCOUNT_ID ?? '' }),
});
