import type { ManifestFunction } from '@frontdesk/manifest/manifest';

/** The AWS account that the local stack pretends to be, and its names. */
export interface Account {
  readonly accountId: string;
  readonly region: string;
  /** `${app}-${env}`: the start of every resource's name. */
  readonly namePrefix: string;
}

/** A function's execution role, which may do what the manifest grants the function. */
export interface FunctionPrincipal {
  readonly kind: 'function';
  readonly function: string;
  readonly grants: ManifestFunction['grants'];
  /** What it signs with. Only what S3 lets others send is checked for it. */
  readonly secretAccessKey: string;
}

/** Who signed a request. Public operations, such as signing in, work without a signature. */
export type Caller = { readonly kind: 'administrator' } | FunctionPrincipal | { readonly kind: 'anonymous' };

/** Finds the owner of an access key; `undefined` if nobody has that key. */
export type Access = (accessKeyId: string) => Exclude<Caller, { readonly kind: 'anonymous' }> | undefined;

/** The caller's ARN, as STS returns it and error messages quote it. */
export const callerArn = ({ accountId, namePrefix }: Account, caller: Caller): string =>
  caller.kind === 'function'
    ? `arn:aws:sts::${accountId}:assumed-role/${namePrefix}-${caller.function}/${caller.function}`
    : `arn:aws:iam::${accountId}:user/${caller.kind}`;
