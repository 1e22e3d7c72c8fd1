import { TENANT_SCOPE } from '@frontdesk/core/declare';
import { invalidParameter, resourceNotFound } from './errors';
import type { Client, PoolState } from './pool-state';
import { newClientId, newClientSecret } from './random-id';

/** The flows that a client can allow, limited to those that the local pool has. */
export const FLOWS = [
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
] as const;

/** How staff sign in, as Terraform sets it. */
export const WEB_FLOWS: readonly string[] = [
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
];

/** The scopes that the pool's resource server has. */
export const RESOURCE_SCOPES = [TENANT_SCOPE] as const;

/** A client that users sign in through; without a secret, because a page cannot keep one. */
export const newPublicClient = (name: string, flows: readonly string[], now: number): Client => ({
  clientId: newClientId(),
  name,
  secret: null,
  flows,
  scopes: [],
  createdAt: now,
});

/** A client that is itself a service and signs nobody in. */
export const newServiceClient = (
  name: string,
  scopes: readonly string[],
  now: number,
): Client & { readonly secret: string } => ({
  clientId: newClientId(),
  name,
  secret: newClientSecret(),
  flows: [],
  scopes,
  createdAt: now,
});

/** @throws AwsError `ResourceNotFoundException` */
export const requireClient = ({ clients }: PoolState, clientId: string): Client => {
  const client = Object.hasOwn(clients, clientId) ? clients[clientId] : undefined;
  if (!client) throw resourceNotFound(`User pool client ${clientId} does not exist.`);
  return client;
};

/**
 * The client, if users may sign in through it, and with the given flow if one is named.
 * @throws AwsError `ResourceNotFoundException`, `InvalidParameterException`
 */
export const requireFlow = (state: PoolState, clientId: string, flow = 'Sign-in', setting?: string): Client => {
  const client = requireClient(state, clientId);
  const allowed = setting === undefined ? client.flows.length > 0 : client.flows.includes(setting);
  if (!allowed) throw invalidParameter(`${flow} flow not enabled for this client`);
  return client;
};
