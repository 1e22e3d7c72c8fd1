import type { ApiPlace } from '../api-gateway/websocket/events';
import type { Account } from '../endpoint/account';

/** The environment that a laptop is. */
export const ENVIRONMENT = 'local';

/** The AWS account that the local stack pretends to be. */
export const LOCAL_ACCOUNT: Account = {
  accountId: '000000000000',
  region: 'us-east-1',
  namePrefix: `frontdesk-${ENVIRONMENT}`,
};

/** The WebSocket API. Its stage is called as it is on AWS, where every address of it has the stage in its path. */
export const SOCKET_API: ApiPlace = {
  region: LOCAL_ACCOUNT.region,
  accountId: LOCAL_ACCOUNT.accountId,
  apiId: `${ENVIRONMENT}-socket`,
  stage: 'realtime',
};
