/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of temporary credentials, which Lambda's are. */
  readonly sessionToken?: string | undefined;
}

/** Asked for each attempt, so that what has expired is replaced by whoever provides it. */
export type CredentialProvider = () => Credentials | Promise<Credentials>;

/**
 * The credentials of a function's execution role, which Lambda gives it in its environment
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html). They are good for as long as the instance lives.
 * @throws Error when there are none.
 */
export const environmentCredentials =
  (environment: NodeJS.ProcessEnv): CredentialProvider =>
  () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = environment;
    if (!accessKeyId || !secretAccessKey) throw new Error('The environment has no AWS credentials.');
    return { accessKeyId, secretAccessKey, sessionToken: AWS_SESSION_TOKEN };
  };
