import { fromEnv } from '@aws-sdk/credential-provider-env';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest, parseUrl } from '@smithy/core/protocols';
import { NodeHttpHandler, streamCollector } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';

/** Milliseconds to connect, and for one attempt in all; there are two. */
const CONNECTION_TIMEOUT_MS = 1_000;
const TIMEOUT_MS = 2_000;

/** Reads a secret by its full name; `undefined` if it does not exist, or has no value yet. */
export type ReadSecret = (name: string) => Promise<string | undefined>;

interface Answer {
  readonly status: number;
  readonly body: { readonly __type?: string; readonly message?: string; readonly SecretString?: string };
}

/** Tries once more where the first attempt was lost on the way or on Secrets Manager's side. */
const twice = async (attempt: () => Promise<Answer>): Promise<Answer> => {
  const first = await attempt().catch(() => undefined);
  return first && first.status < 500 ? first : attempt();
};

/**
 * Calls Secrets Manager's GetSecretValue
 * (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html), the one operation we need of
 * it, with the parts of the SDK that every bundle has for DynamoDB anyway: its own client would be 23 KB more, and `fetch`
 * costs a cold start 30 ms.
 * @throws Error if Secrets Manager refuses or does not answer; it never holds the secret.
 */
export const secretReader = (environment: NodeJS.ProcessEnv = process.env): ReadSecret => {
  const region = environment.AWS_REGION ?? '';
  const url = new URL(environment.AWS_ENDPOINT_URL ?? `https://secretsmanager.${region}.amazonaws.com`);
  const handler = new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT_MS });
  const signer = new SignatureV4({ service: 'secretsmanager', region, credentials: fromEnv(), sha256: Sha256 });

  const getSecretValue = async (name: string): Promise<Answer> => {
    const request = await signer.sign(
      new HttpRequest({
        ...parseUrl(url),
        method: 'POST',
        headers: {
          host: url.host,
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'secretsmanager.GetSecretValue',
        },
        body: JSON.stringify({ SecretId: name }),
      }),
    );
    const { response } = await handler.handle(new HttpRequest(request), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = Buffer.from(await streamCollector(response.body)).toString();
    return { status: response.statusCode, body: JSON.parse(text) as Answer['body'] };
  };

  return async (name) => {
    const { status, body } = await twice(() => getSecretValue(name));
    if (status === 200) return body.SecretString;
    if (body.__type?.endsWith('ResourceNotFoundException')) return undefined;
    throw new Error(`GetSecretValue of ${name}: ${status} ${body.__type ?? ''}: ${body.message ?? ''}`);
  };
};
