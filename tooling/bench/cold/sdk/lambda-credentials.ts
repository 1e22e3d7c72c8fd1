import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for `@aws-sdk/credential-provider-node` in bundles. Lambda always hands a function its role's credentials in
 * its environment (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), so the SDK's search through
 * profiles, SSO and instance metadata, 70 KB of it, can never be of use there.
 */
export const defaultProvider = fromEnv;
