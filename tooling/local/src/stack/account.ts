import type { ApiPlace } from '../api-gateway/websocket/events';
import type { Account } from '../endpoint/account';

/** The name of a laptop's environment. */
export const ENVIRONMENT = 'local';

/** The AWS account that the local stack pretends to be. */
export const LOCAL_ACCOUNT: Account = {
  accountId: '000000000000',
  region: 'us-east-1',
  namePrefix: `frontdesk-${ENVIRONMENT}`,
};

/** The WebSocket API. Its stage has the same name as on AWS, where it is in the path of each of the API's addresses. */
export const SOCKET_API: ApiPlace = {
  region: LOCAL_ACCOUNT.region,
  accountId: LOCAL_ACCOUNT.accountId,
  apiId: `${ENVIRONMENT}-socket`,
  stage: 'realtime',
};

/** The full name of a secret, from its logical name. */
export const secretName = (name: string): string => `${LOCAL_ACCOUNT.namePrefix}/${name}`;
