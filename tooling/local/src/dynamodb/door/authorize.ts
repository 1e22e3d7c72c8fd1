import { allows } from '@frontdesk/manifest/allows';
import type { Account, FunctionPrincipal } from '../../endpoint/account';
import { type AwsError, accessDenied } from '../../endpoint/aws-error';
import { type Requirement, requirements } from './requirements';

/** The ARN of the resource that a requirement is about. A table may be given by its own ARN instead of its name. */
const resourceArn = ({ region, accountId }: Account, { table, index }: Requirement): string => {
  if (table === undefined) return '*';
  const arn = table.startsWith('arn:') ? table : `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
  return index === undefined ? arn : `${arn}/index/${index}`;
};

const isGranted = (account: Account, { grants }: FunctionPrincipal, requirement: Requirement): boolean => {
  const { region, accountId, namePrefix } = account;
  const ours = `arn:aws:dynamodb:${region}:${accountId}:table/${namePrefix}-`;
  const { index, ...onTable } = requirement;
  const arn = resourceArn(account, onTable);
  if (!arn.startsWith(ours)) return false;
  const name = arn.slice(ours.length);
  const resource =
    index === undefined ? { kind: 'table' as const, name } : { kind: 'index' as const, name: `${name}/${index}` };
  return allows(grants, `dynamodb:${requirement.action}`, resource);
};

/**
 * Decides whether a function may make a request: only if everything in it is granted. Returns IAM's refusal for the
 * first thing that is not.
 * @throws AwsError `ValidationException` if the request does not show what it is about.
 */
export const refusal = (
  account: Account,
  principal: FunctionPrincipal,
  operation: string,
  input: unknown,
): AwsError | undefined => {
  const missing = requirements(operation, input).find((requirement) => !isGranted(account, principal, requirement));
  return missing && accessDenied(account, principal, `dynamodb:${missing.action}`, resourceArn(account, missing));
};
