import { TENANT_CLAIM, TENANT_SCOPE } from '@frontdesk/core/declare';
import { newServiceClient } from './clients';
import { checkPassword } from './password-policy';
import type { PoolContext } from './pool-context';
import { findUser, type Group, type PoolState, withClient, withUser } from './pool-state';
import { newUser } from './users';

export interface StaffUser {
  readonly email: string;
  readonly password: string;
  readonly tenantId: string;
  readonly groups: readonly Group[];
}

export interface ServiceClient {
  /** The last part of its full name, `${app}-${env}-service-${name}`. */
  readonly name: string;
  readonly clientId: string;
  readonly secret: string;
}

/** A member of staff with a password that is not temporary. An existing user with that email is left as it is. */
export const createUser = (
  { state, clock }: PoolContext,
  { email, password, tenantId, groups }: StaffUser,
): Promise<void> => {
  checkPassword(password);
  return state.update((before) => {
    if (findUser(before, email)) return [before, undefined];
    const attributes = { email_verified: 'true', [TENANT_CLAIM]: tenantId };
    const user = newUser(before, { email, attributes, temporaryPassword: password }, clock);
    return [withUser(before, { ...user, groups, temporaryUntil: null }), undefined];
  });
};

/** The clients that have a secret, in the order they were made. */
export const serviceClients = ({ clients }: PoolState, namePrefix: string): readonly ServiceClient[] => {
  const prefix = `${namePrefix}-service-`;
  return Object.values(clients).flatMap(({ name, clientId, secret }) =>
    secret === null ? [] : [{ name: name.startsWith(prefix) ? name.slice(prefix.length) : name, clientId, secret }],
  );
};

/** Creates a service client, or finds the one with that name. */
export const createServiceClient = ({ state, account, clock }: PoolContext, name: string): Promise<ServiceClient> =>
  state.update((before) => {
    const existing = serviceClients(before, account.namePrefix).find((client) => client.name === name);
    if (existing) return [before, existing];
    const made = newServiceClient(`${account.namePrefix}-service-${name}`, [TENANT_SCOPE], clock.now());
    return [withClient(before, made), { name, clientId: made.clientId, secret: made.secret }];
  });
