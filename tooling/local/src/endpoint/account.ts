import type { ManifestFunction } from '@frontdesk/manifest/manifest';

/** The account that the local stack pretends to be, and the names in it. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  /** `${app}-${env}`: every name of a resource begins with it. */
  readonly namePrefix: string;
}

/** A function's execution role: what it may do is what the manifest grants it. */
export interface FunctionPrincipal {
  readonly kind: 'function';
  readonly function: string;
  readonly grants: ManifestFunction['grants'];
}

/** Who signed a request. Public operations, such as signing in, need nobody to. */
export type Caller = { readonly kind: 'administrator' } | FunctionPrincipal | { readonly kind: 'anonymous' };

/** Knows whose an access key is; `undefined` for a key that nobody has. */
export type Access = (accessKeyId: string) => Exclude<Caller, { readonly kind: 'anonymous' }> | undefined;

/** The caller's ARN, as STS tells it and refusals quote it. */
export const callerArn = ({ accountId, namePrefix }: Account, caller: Caller): string =>
  caller.kind === 'function'
    ? `arn:aws:sts::${accountId}:assumed-role/${namePrefix}-${caller.function}/${caller.function}`
    : `arn:aws:iam::${accountId}:user/${caller.kind}`;
