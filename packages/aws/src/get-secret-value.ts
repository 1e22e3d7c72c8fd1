import { callJson } from './protocols/json';
import { serviceTransport } from './service-transport';
import { AwsError } from './transport/aws-error';

const SECRETS_MANAGER = { version: '1.1', target: 'secretsmanager' } as const;

/** Reads a secret by its full name; `undefined` if it does not exist, or has no value yet. */
export type GetSecretValue = (name: string) => Promise<string | undefined>;

/**
 * Reads secrets from Secrets Manager
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html).
 * @throws Error if Secrets Manager refuses or does not answer; it never holds the secret.
 */
export const secretReader = (environment: NodeJS.ProcessEnv = process.env): GetSecretValue => {
  const secretsManager = serviceTransport('secretsmanager', environment);
  return async (name) => {
    try {
      const input = { SecretId: name };
      const { SecretString } = await callJson<{ SecretString?: string }>(
        secretsManager,
        SECRETS_MANAGER,
        'GetSecretValue',
        input,
      );
      return SecretString;
    } catch (error) {
      if (error instanceof AwsError && error.name === 'ResourceNotFoundException') return undefined;
      const { name: failure, message } = error as Error;
      throw new Error(`the secret ${name}: ${failure}: ${message}`, { cause: error });
    }
  };
};
