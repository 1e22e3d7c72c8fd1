import { type Account, callerArn } from '../endpoint/account';
import { AwsError, missingToken } from '../endpoint/aws-error';
import { queryAnswer, queryRefusal } from '../endpoint/protocols/query';
import type { Service } from '../endpoint/service';

const VERSION = '2011-06-15';
const NAMESPACE = `https://sts.amazonaws.com/doc/${VERSION}/`;

/** As much of STS as `aws sts get-caller-identity` needs: who the caller is, going by their access key. */
export const createSts = (account: Account): Service => ({
  name: 'sts',
  recognise: ({ form }) => (form?.get('Version') === VERSION ? (form.get('Action') ?? undefined) : undefined),
  refuse: queryRefusal,
  handle: async ({ operation, caller, requestId }) => {
    if (operation !== 'GetCallerIdentity') {
      throw new AwsError('InvalidAction', `The local sts has no ${operation}. It has: GetCallerIdentity.`);
    }
    if (caller.kind === 'anonymous') throw missingToken();
    const arn = callerArn(account, caller);
    return queryAnswer(
      NAMESPACE,
      operation,
      { Arn: arn, UserId: arn.slice(arn.indexOf('/') + 1), Account: account.accountId },
      requestId,
    );
  },
});
