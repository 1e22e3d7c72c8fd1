import { REFERENCES, type Reference } from '@frontdesk/core/declare';
import type { Manifest } from '@frontdesk/manifest';
import type { UserPool } from '../cognito/user-pool';
import type { Outputs } from '../data/outputs';
import { DEMO_TENANTS } from '../seed/seed';
import { DEMO_SERVICE } from '../seed/seed-users';
import { DEMO_PASSWORD } from '../seed/tenant-seed';
import { ENVIRONMENT, LOCAL_ACCOUNT, SOCKET_API } from './account';
import type { Foundation } from './foundation';
import { type Models, modelReferences } from './model-settings';

/** The values that the environment of a deployed function may refer to. */
export const referencesOf = (
  { pool, awsUrl }: Pick<Foundation, 'pool' | 'awsUrl'>,
  models: Models,
  apiPort: number,
  { socket }: Manifest,
): Record<Reference, string> => ({
  name_prefix: LOCAL_ACCOUNT.namePrefix,
  environment: ENVIRONMENT,
  user_pool_id: pool.poolId,
  web_client_id: pool.webClientId,
  issuer: pool.issuer,
  jwks_uri: `${awsUrl}/${pool.poolId}/.well-known/jwks.json`,
  token_url: `${awsUrl}/oauth2/token`,
  realtime_url: socket ? `ws://127.0.0.1:${apiPort}/${SOCKET_API.stage}` : '',
  account_id: LOCAL_ACCOUNT.accountId,
  socket_callback_url: `${awsUrl}/${SOCKET_API.stage}`,
  topic_names: REFERENCES.topic_names.default,
  message_retention_days: REFERENCES.message_retention_days.default,
  ...modelReferences(models),
});

/** Every stack's service client, which a voice server signs in with. Elsewhere, Terraform is what tells its secret. */
const serviceOutputs = (pool: UserPool): Outputs => {
  const demo = pool.serviceClients().find(({ name }) => name === DEMO_SERVICE);
  return demo ? { service_client_id: demo.clientId, service_client_secret: demo.secret } : {};
};

/** The outputs of a running stack, under the same names as in `terraform output`. */
export const stackOutputs = (
  { pool, awsUrl }: Pick<Foundation, 'pool' | 'awsUrl'>,
  { realtime_url, ...references }: Record<Reference, string>,
  apiPort: number,
): Outputs => ({
  api_url: `http://127.0.0.1:${apiPort}`,
  ...(realtime_url !== '' && { realtime_url }),
  aws_endpoint: awsUrl,
  region: LOCAL_ACCOUNT.region,
  ...references,
  ...serviceOutputs(pool),
  demo_email: DEMO_TENANTS[0]?.staff[0]?.email ?? '',
  demo_password: DEMO_PASSWORD,
});
