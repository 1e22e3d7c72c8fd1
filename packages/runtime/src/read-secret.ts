import { AwsClient } from 'aws4fetch';

/** Milliseconds for one attempt; there are two. */
const TIMEOUT_MS = 2_000;
const RETRIES = 1;

/** Reads a secret by its full name; `undefined` if it does not exist, or has no value yet. */
export type ReadSecret = (name: string) => Promise<string | undefined>;

interface Answer {
  readonly __type?: string;
  readonly message?: string;
  readonly SecretString?: string;
}

/**
 * Calls Secrets Manager's GetSecretValue
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html), the one operation we need of
 * it: a signed request of a few lines, where the SDK's client would be 23 KB of every bundle that has a secret.
 * @throws Error if Secrets Manager refuses or does not answer; it never holds the secret.
 */
export const secretReader = (environment: NodeJS.ProcessEnv = process.env): ReadSecret => {
  const region = environment.AWS_REGION ?? '';
  const client = new AwsClient({
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
    service: 'secretsmanager',
    region,
    retries: RETRIES,
  });
  const endpoint = environment.AWS_ENDPOINT_URL ?? `https://secretsmanager.${region}.amazonaws.com`;

  return async (name) => {
    const response = await client.fetch(endpoint, {
      method: 'POST',
      signal: AbortSignal.timeout(TIMEOUT_MS * (RETRIES + 1)),
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
      body: JSON.stringify({ SecretId: name }),
    });
    const answer = (await response.json()) as Answer;
    if (response.ok) return answer.SecretString;
    if (answer.__type?.endsWith('ResourceNotFoundException')) return undefined;
    throw new Error(`GetSecretValue of ${name}: ${response.status} ${answer.__type ?? ''}: ${answer.message ?? ''}`);
  };
};
