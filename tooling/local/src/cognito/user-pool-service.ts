import { accessDenied, missingToken } from '../endpoint/aws-error';
import { jsonService } from '../endpoint/protocols/json';
import type { Service } from '../endpoint/service';
import { SIGNED_OPERATIONS, UNSIGNED_OPERATIONS } from './operation-names';
import { clientOperations } from './operations/clients';
import { groupOperations } from './operations/groups';
import { listUsers } from './operations/list-users';
import { ownOperations } from './operations/own';
import { passwordOperations } from './operations/password';
import { poolOperations } from './operations/pools';
import { signInOperations } from './operations/sign-in';
import { signOutOperations } from './operations/sign-out';
import { signUp } from './operations/sign-up';
import { userOperations } from './operations/users';
import { type PoolContext, poolArn } from './pool-context';

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
      ...signOutOperations(context),
      ...passwordOperations(context),
      ...ownOperations(context),
      SignUp: signUp(context),
      ...poolOperations(context),
      ...clientOperations(context),
    },
    isOnAws: (operation) => UNSIGNED_OPERATIONS.has(operation) || SIGNED_OPERATIONS.has(operation),
    // This way, a page is also told when it names an operation that does not exist.
    allowsBrowser: (operation) => !SIGNED_OPERATIONS.has(operation),
    authorize: ({ operation, caller }) => {
      if (UNSIGNED_OPERATIONS.has(operation) || caller.kind === 'administrator') return;
      if (caller.kind === 'anonymous') throw missingToken();
      const pool = poolArn(context.account, context.state.read().poolId);
      throw accessDenied(context.account, caller, `cognito-idp:${operation}`, pool);
    },
  });
