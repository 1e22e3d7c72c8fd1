import { randomBytes } from 'node:crypto';
import type { Account } from '../endpoint/account';
import { AwsError } from '../endpoint/aws-error';

export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** One secret: the version that counts (AWSCURRENT), and the one before it (AWSPREVIOUS). */
export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly createdAt: number;
  readonly current: SecretVersion | null;
  readonly previous: SecretVersion | null;
}

/** AWS's JSON protocols count in seconds. */
export const seconds = (epochMs: number): number => epochMs / 1_000;

/** The refusal when there is no such secret, or nothing in it. */
export const notFound = (what = 'secret'): AwsError =>
  new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified ${what}.`);

/** Which stages each version has: `{ <version id>: ['AWSCURRENT'] }`. */
export const stagesOf = (secret: Secret): Record<string, string[]> =>
  Object.fromEntries([
    ...(secret.current ? [[secret.current.id, ['AWSCURRENT']]] : []),
    ...(secret.previous ? [[secret.previous.id, ['AWSPREVIOUS']]] : []),
  ]);

/** What DescribeSecret and ListSecrets say about a secret. */
export const description = (secret: Secret) => ({
  ARN: secret.arn,
  Name: secret.name,
  Description: secret.description,
  CreatedDate: seconds(secret.createdAt),
  LastChangedDate: seconds(secret.current?.createdAt ?? secret.createdAt),
});

/** A further version becomes AWSCURRENT; the same one sent again changes nothing (PutSecretValue, ClientRequestToken). */
export const withVersion = (secret: Secret, version: SecretVersion): Secret => {
  const same = [secret.current, secret.previous].find((held) => held?.id === version.id);
  if (!same) return { ...secret, current: version, previous: secret.current };
  if (same.value === version.value) return secret;
  throw new AwsError('ResourceExistsException', `A version ${version.id} with another value exists already.`);
};

/** The version with that id or, if no id is given, the one in that stage. */
export const versionOf = (
  { current, previous }: Secret,
  id: string | undefined,
  stage: string,
): SecretVersion | null => {
  if (id !== undefined) return [current, previous].find((version) => version?.id === id) ?? null;
  return stage === 'AWSCURRENT' ? current : stage === 'AWSPREVIOUS' ? previous : null;
};

/**
 * The characters that CreateSecret takes
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html), but fewer of them, because
 * the name becomes a file name.
 */
export const SECRET_NAME = /^[A-Za-z0-9/_+=.@-]{1,80}$/;

const ARN = /^arn:aws:secretsmanager:[^:]*:[^:]*:secret:(.+?)(?:-[A-Za-z0-9]{6})?$/;

/** The name in a SecretId, which is a name or an ARN, with or without the ARN's random end. */
export const secretName = (secretId: string): string => ARN.exec(secretId)?.[1] ?? secretId;

/** AWS adds six random characters, so that a policy for a deleted secret does not apply to its successor. */
export const newSecretArn = ({ region, accountId }: Account, name: string): string =>
  `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${randomBytes(3).toString('hex')}`;
