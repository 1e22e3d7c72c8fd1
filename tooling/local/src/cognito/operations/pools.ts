import * as z from 'zod/mini';
import { type JsonOperation, operation } from '../../endpoint/protocols/json';
import { PASSWORD_POLICY } from '../password-policy';
import { type PoolContext, poolArn } from '../pool-context';
import { ATTRIBUTES } from '../user-attributes';
import { onPool, poolInput } from './on-pool';

/** The operations with which scripts find the pool: ListUserPools, DescribeUserPool. */
export const poolOperations = (context: PoolContext): Readonly<Record<string, JsonOperation>> => {
  const { state, account } = context;

  const summary = () => {
    const { poolId, createdAt } = state.read();
    return {
      Id: poolId,
      Name: `${account.namePrefix}-user-pool`,
      CreationDate: createdAt / 1_000,
      LastModifiedDate: createdAt / 1_000,
    };
  };

  return {
    ListUserPools: operation(z.object({}), () => ({ UserPools: [summary()] })),
    DescribeUserPool: onPool(context)(poolInput, ({ UserPoolId }) => ({
      UserPool: {
        ...summary(),
        Arn: poolArn(account, UserPoolId),
        Policies: { PasswordPolicy: PASSWORD_POLICY },
        UsernameAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        SchemaAttributes: ATTRIBUTES.map((Name) => ({ Name, AttributeDataType: 'String' })),
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        EstimatedNumberOfUsers: Object.keys(state.read().users).length,
        MfaConfiguration: 'OFF',
      },
    })),
  };
};
