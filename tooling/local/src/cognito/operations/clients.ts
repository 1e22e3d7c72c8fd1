import * as z from 'zod/mini';
import type { JsonOperation } from '../../endpoint/protocols/json';
import { FLOWS, newPublicClient, newServiceClient, RESOURCE_SCOPES, requireClient } from '../clients';
import { invalidParameter } from '../errors';
import type { PoolContext } from '../pool-context';
import { type Client, withClient } from '../pool-state';
import { onPool, poolInput } from './on-pool';

const newClientInput = z.extend(poolInput, {
  ClientName: z.string().check(z.regex(/^[\w\s+=,.@-]{1,128}$/)),
  GenerateSecret: z._default(z.boolean(), false),
  ExplicitAuthFlows: z._default(z.array(z.enum(FLOWS)), []),
  AllowedOAuthFlows: z._default(z.array(z.literal('client_credentials')), []),
  AllowedOAuthScopes: z._default(z.array(z.enum(RESOURCE_SCOPES)), []),
});

/**
 * A service client has a secret and a scope and signs nobody in; a public client is the other way round. Cognito also
 * allows mixtures of the two, but Frontdesk has none.
 */
const newClient = (input: z.output<typeof newClientInput>, now: number): Client => {
  const { ClientName, GenerateSecret, ExplicitAuthFlows, AllowedOAuthFlows, AllowedOAuthScopes } = input;
  const grants = AllowedOAuthFlows.length > 0 && AllowedOAuthScopes.length > 0;
  if (GenerateSecret && grants && ExplicitAuthFlows.length === 0) {
    return newServiceClient(ClientName, AllowedOAuthScopes, now);
  }
  if (!GenerateSecret && !grants && ExplicitAuthFlows.length > 0)
    return newPublicClient(ClientName, ExplicitAuthFlows, now);
  throw invalidParameter(
    'The local user pool makes service clients (GenerateSecret, AllowedOAuthFlows and AllowedOAuthScopes) and public ' +
      'clients (ExplicitAuthFlows).',
  );
};

/** The pool's clients: finding them and creating more. */
export const clientOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, clock } = context;
  const pool = onPool(context);

  const describe = (client: Client) => ({
    UserPoolId: state.read().poolId,
    ClientId: client.clientId,
    ClientName: client.name,
    ...(client.secret !== null && { ClientSecret: client.secret }),
    CreationDate: client.createdAt / 1_000,
    LastModifiedDate: client.createdAt / 1_000,
    ExplicitAuthFlows: client.flows,
    AllowedOAuthFlows: client.scopes.length > 0 ? ['client_credentials'] : [],
    AllowedOAuthScopes: client.scopes,
    AllowedOAuthFlowsUserPoolClient: client.scopes.length > 0,
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
  });

  return {
    ListUserPoolClients: pool(poolInput, ({ UserPoolId }) => ({
      UserPoolClients: Object.values(state.read().clients).map(({ clientId, name }) => ({
        ClientId: clientId,
        ClientName: name,
        UserPoolId,
      })),
    })),
    DescribeUserPoolClient: pool(z.extend(poolInput, { ClientId: z.string() }), ({ ClientId }) => ({
      UserPoolClient: describe(requireClient(state.read(), ClientId)),
    })),
    CreateUserPoolClient: pool(newClientInput, async (input) => {
      const client = newClient(input, clock.now());
      await state.update((before) => [withClient(before, client), undefined]);
      return { UserPoolClient: describe(client) };
    }),
  };
};
