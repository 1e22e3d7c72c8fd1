import { accessDenied, missingToken } from '../endpoint/aws-error';
import { jsonService } from '../endpoint/protocols/json';
import type { Service } from '../endpoint/service';
import { clientOperations } from './operations/clients';
import { groupOperations } from './operations/groups';
import { listUsers } from './operations/list-users';
import { ownOperations } from './operations/own';
import { poolOperations } from './operations/pools';
import { signInOperations } from './operations/sign-in';
import { userOperations } from './operations/users';
import { type PoolContext, poolArn } from './pool-context';

/** The operations that Cognito answers unsigned: what they carry proves enough. */
const PUBLIC = new Set(['GetUser', 'InitiateAuth', 'RespondToAuthChallenge', 'RevokeToken']);

/** Cognito user pools' API, over the one pool there is. */
export const createUserPoolService = (context: PoolContext): Service =>
  jsonService({
    name: 'cognito-idp',
    target: 'AWSCognitoIdentityProviderService',
    version: '1.1',
    operations: {
      ...userOperations(context),
      ListUsers: listUsers(context),
      ...groupOperations(context),
      ...signInOperations(context),
      ...ownOperations(context),
      ...poolOperations(context),
      ...clientOperations(context),
    },
    allowsBrowser: (operation) => PUBLIC.has(operation),
    authorize: ({ operation, caller }) => {
      if (PUBLIC.has(operation) || caller.kind === 'administrator') return;
      if (caller.kind === 'anonymous') throw missingToken();
      const pool = poolArn(context.account, context.state.read().poolId);
      throw accessDenied(context.account, caller, `cognito-idp:${operation}`, pool);
    },
  });
