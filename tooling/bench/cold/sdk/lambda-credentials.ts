import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Replaces `@aws-sdk/credential-provider-node` in bundles. Lambda always passes the role's credentials in the
 * environment (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), so a function never needs the
 * SDK's search through profiles, SSO and instance metadata, which takes 70 KB.
 */
export const defaultProvider = fromEnv;
