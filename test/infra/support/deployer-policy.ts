import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout';
import type { Statement } from './deployed';

/** Characters that IAM lets a managed policy have, white space aside (IAM and AWS STS quotas). */
export const MANAGED_POLICY_CHARACTERS = 6_144;

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

/** The policy that docs/operations.md offers for deploying. */
export const deployerPolicy = (): { readonly Statement: readonly Statement[] } =>
  JSON.parse(readFileSync(join(ROOT, 'docs', 'deployer-policy.json'), 'utf8'));

/**
 * What the provider asks for only on the emulator, where credentials are not checked: who it works for. On AWS it knows
 * that from `sts:GetCallerIdentity`.
 */
const ON_THE_EMULATOR = new Set(['iam:GetUser']);

/** @returns which of these actions (`lambda:CreateFunction`) the policy does not allow on anything. */
export const notAllowed = (actions: readonly string[]): string[] => {
  const allowed = deployerPolicy()
    .Statement.flatMap(({ Action }) => list(Action))
    .map((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`));
  return actions.filter((action) => !ON_THE_EMULATOR.has(action) && !allowed.some((pattern) => pattern.test(action)));
};

/** The actions that an emulator was asked for since this was last called, by their IAM names. */
export const recordedActions = async (endpoint: string): Promise<readonly string[]> => {
  const answer = await fetch(`${endpoint}/recorded-actions`, { signal: AbortSignal.timeout(10_000) });
  return (await answer.json()) as string[];
};
