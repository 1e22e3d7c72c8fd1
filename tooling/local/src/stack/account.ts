import type { Account } from '../endpoint/account';

/** The environment that a laptop is. */
export const ENVIRONMENT = 'local';

/** The AWS account that the local stack pretends to be. */
export const LOCAL_ACCOUNT: Account = {
  accountId: '000000000000',
  region: 'us-east-1',
  namePrefix: `frontdesk-${ENVIRONMENT}`,
};
