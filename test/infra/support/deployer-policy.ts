import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout';
import type { Statement } from './deployed';

/** Characters that IAM lets a managed policy have, white space aside (IAM and AWS STS quotas). */
export const MANAGED_POLICY_CHARACTERS = 6_144;

/** What was asked of AWS: an action by its IAM name, and the ARN that it is about; null if the request does not say. */
export interface Asked {
  readonly action: string;
  readonly resource: string | null;
}

/** In the environment of a request it tells the emulator that the request is the proof's own, and not the deployment's. */
export const PROOFS_OWN = { AWS_SESSION_TOKEN: 'proof' };

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** The policy that docs/operations.md offers for deploying. */
export const deployerPolicy = (): { readonly Statement: readonly Statement[] } =>
  JSON.parse(readFileSync(join(ROOT, 'docs', 'deployer-policy.json'), 'utf8'));

/**
 * What the provider asks for only on the emulator, where credentials are not checked: who it works for. On AWS it knows
 * that from `sts:GetCallerIdentity`.
 */
const ON_THE_EMULATOR = new Set(['iam:GetUser']);

const matches = (patterns: string | readonly string[], value: string): boolean =>
  list(patterns).some((pattern) => {
    const literally = pattern.replace(/[.$]/g, '\\$&');
    return new RegExp(`^${literally.replaceAll('*', '.*')}$`).test(value);
  });

/** @returns which of these the policy does not allow: on their ARN or, if that is not known, on anything. */
export const notAllowed = (asked: readonly Asked[]): Asked[] => {
  const { Statement: statements } = deployerPolicy();
  const isAllowed = ({ action, resource }: Asked): boolean =>
    statements.some(
      (statement) => matches(statement.Action, action) && (resource === null || matches(statement.Resource, resource)),
    );
  return asked.filter((each) => !ON_THE_EMULATOR.has(each.action) && !isAllowed(each));
};

/** What an emulator was asked for since this was last called. */
export const recordedActions = async (endpoint: string): Promise<readonly Asked[]> => {
  const answer = await fetch(`${endpoint}/recorded-actions`, { signal: AbortSignal.timeout(10_000) });
  return (await answer.json()) as Asked[];
};
