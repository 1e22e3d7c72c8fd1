import { AwsError } from '../../endpoint/aws-error';
import { denied } from '../errors';

/** How many bytes a file may have. */
export interface SizeRange {
  readonly min: number;
  readonly max: number;
}

/** A condition as the policy has it: S3 quotes it when it does not hold. */
type Condition = readonly unknown[];

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly (Condition | Readonly<Record<string, unknown>>)[];
}

/** Fields that a form may have without a condition (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html). */
const FREE = /^(x-amz-signature|file|policy|x-ignore-.*)$/;

/** The fields that a policy may know the beginning of only. */
const OPEN_ENDED =
  /^(acl|cache-control|content-(type|disposition|encoding)|expires|key|redirect|success_action_redirect|x-amz-meta-.*)$/;

const invalidPolicy = (why: string): AwsError => new AwsError('InvalidPolicyDocument', `Invalid Policy: ${why}`);
const against = (why: string): AwsError => denied(`Invalid according to Policy: ${why}`);
const failed = (condition: Condition): AwsError =>
  against(`Policy Condition failed: [${condition.map((each) => JSON.stringify(each)).join(', ')}]`);

const read = (encoded: string): Policy => {
  let policy: Partial<Policy> | null;
  try {
    policy = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Partial<Policy> | null;
  } catch {
    throw invalidPolicy('Invalid JSON.');
  }
  const { expiration, conditions } = policy ?? {};
  if (typeof expiration !== 'string' || Number.isNaN(Date.parse(expiration))) {
    throw invalidPolicy(`Invalid 'expiration' value: '${expiration}'`);
  }
  if (!Array.isArray(conditions)) throw invalidPolicy('Policy is missing conditions.');
  return { expiration, conditions };
};

/** `{"key": "a"}` is short for `["eq", "$key", "a"]`. */
const conditionsOf = ({ conditions }: Policy): Condition[] =>
  conditions.flatMap((condition): Condition[] =>
    Array.isArray(condition)
      ? [condition]
      : Object.entries(condition).map(([name, value]) => ['eq', `$${name}`, value]),
  );

/** Whether a condition about a field holds. */
const holds = (operator: unknown, name: string, wanted: string, value: string): boolean => {
  if (operator === 'eq') return value === wanted;
  if (operator !== 'starts-with' || !OPEN_ENDED.test(name)) return false;
  // A list of content types begins as it should if each of them does.
  return (name === 'content-type' ? value.split(',') : [value]).every((each) => each.trim().startsWith(wanted));
};

/**
 * Holds a form against its policy: what the policy names must be as it says, and the form may have no field that it does not
 * name.
 * @param fields by lower-case name.
 * @param bucket that the form was sent to, whether or not it has a field that says so.
 * @param now epoch milliseconds.
 * @returns the sizes that the policy allows.
 * @throws AwsError `InvalidPolicyDocument`, `AccessDenied`
 */
export const checkPolicy = (
  encoded: string,
  fields: ReadonlyMap<string, string>,
  bucket: string,
  now: number,
): SizeRange => {
  const policy = read(encoded);
  if (Date.parse(policy.expiration) <= now) throw against('Policy expired.');
  const named = new Set<string>();
  let range: SizeRange = { min: 0, max: Infinity };
  for (const condition of conditionsOf(policy)) {
    const [operator, subject, wanted] = condition;
    if (operator === 'content-length-range') {
      if (!Number.isInteger(subject) || !Number.isInteger(wanted)) throw failed(condition);
      range = { min: Math.max(range.min, Number(subject)), max: Math.min(range.max, Number(wanted)) };
      continue;
    }
    const name = /^\$(.+)$/s.exec(String(subject))?.[1]?.toLowerCase();
    if (name === undefined || typeof wanted !== 'string') throw failed(condition);
    named.add(name);
    const value = name === 'bucket' ? bucket : (fields.get(name) ?? '');
    if (!holds(operator, name, wanted, value)) throw failed(condition);
  }
  const extra = [...fields.keys()].filter((name) => !named.has(name) && !FREE.test(name));
  if (extra.length > 0) throw against(`Extra input fields: ${extra.join(', ')}`);
  return range;
};
