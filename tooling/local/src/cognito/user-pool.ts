import { join } from 'node:path';
import type { Clock } from '@frontdesk/core/time';
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { openStateFile } from '../data/state-file';
import type { Account } from '../endpoint/account';
import type { Service } from '../endpoint/service';
import { createChallenges } from './challenges';
import { newPublicClient, requireClient, WEB_FLOWS } from './clients';
import type { Deliver } from './messages';
import { createTokenEndpoint } from './oauth';
import type { PoolContext } from './pool-context';
import { openPoolKeys } from './pool-keys';
import { type PoolState, requireUser } from './pool-state';
import { createServiceClient, createUser, type ServiceClient, type StaffUser, serviceClients } from './provision';
import { newPoolId } from './random-id';
import { createRefreshTokens } from './refresh-tokens';
import { type AuthenticationResult, issueTokens } from './sign-in/outcome';
import { createSimulation } from './simulated-user';
import { createTokenIssuer } from './tokens';
import { createUserPoolService } from './user-pool-service';
import { createWellKnown } from './well-known';

export interface UserPoolOptions {
  /** The folder of the pool's state and keys. */
  readonly folder: string;
  readonly account: Account;
  readonly clock: Clock;
  /** What is used instead of e-mail. */
  readonly deliver: Deliver;
}

/** The local Cognito: one user pool, its API and its tokens. */
export interface UserPool {
  readonly poolId: string;
  readonly webClientId: string;
  readonly issuer: string;
  /** Every client that exists by now: the audience of an API's JWT authorizer. */
  clientIds(): readonly string[];
  serviceClients(): readonly ServiceClient[];
  readonly jwks: JSONWebKeySet;
  /** The same keys for jose's `jwtVerify`. */
  readonly keys: JWTVerifyGetKey;
  /** What answers for the pool at the AWS endpoint: its API, `/oauth2/token` and the well-known documents. */
  readonly services: readonly Service[];
  /** Creates a member of staff with a permanent password. An existing user with that email is left as it is. */
  createUser(user: StaffUser): Promise<void>;
  /** Creates a service client, or finds the one with that name. */
  createServiceClient(name: string): Promise<ServiceClient>;
  /** Signs a user in through the web client, without a password. @throws AwsError where there is no such user. */
  issueTokens(email: string): Promise<AuthenticationResult>;
}

const initialState = (region: string, namePrefix: string, now: number): PoolState => {
  const web = newPublicClient(`${namePrefix}-web`, WEB_FLOWS, now);
  return {
    poolId: newPoolId(region),
    createdAt: now,
    webClientId: web.clientId,
    users: {},
    clients: { [web.clientId]: web },
    revoked: {},
  };
};

/** Opens the user pool of a data folder, creating one with its own keys and ids if there is none. */
export const openUserPool = async (options: UserPoolOptions): Promise<UserPool> => {
  const { folder, account, clock, deliver } = options;
  const { region, namePrefix } = account;
  const [state, keys] = await Promise.all([
    openStateFile(join(folder, 'pool.json'), () => initialState(region, namePrefix, clock.now())),
    openPoolKeys(join(folder, 'keys.json')),
  ]);
  const { poolId, webClientId } = state.read();
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
  const context: PoolContext = {
    account,
    clock,
    state,
    tokens: createTokenIssuer(keys, issuer, clock),
    refreshTokens: createRefreshTokens(keys, issuer, clock),
    challenges: createChallenges(clock),
    simulate: createSimulation(keys),
    deliver,
  };
  return {
    poolId,
    webClientId,
    issuer,
    clientIds: () => Object.keys(state.read().clients),
    serviceClients: () => serviceClients(state.read(), namePrefix),
    jwks: keys.jwks,
    keys: keys.verification,
    services: [
      createUserPoolService(context),
      createTokenEndpoint(context),
      createWellKnown(poolId, issuer, keys.jwks),
    ],
    createUser: (user) => createUser(context, user),
    createServiceClient: (name) => createServiceClient(context, name),
    issueTokens: async (email) =>
      issueTokens(context, requireClient(state.read(), webClientId), requireUser(state.read(), email)),
  };
};
