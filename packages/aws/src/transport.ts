import { fromEnv } from '@aws-sdk/credential-provider-env';
import { retry } from '@frontdesk/core/retry';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest, parseUrl } from '@smithy/core/protocols';
import { NodeHttpHandler, streamCollector } from '@smithy/node-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { mayPass } from './aws-error';

/** Milliseconds to connect, and for one attempt in all; there are two. */
const CONNECTION_TIMEOUT_MS = 1_000;
const TIMEOUT_MS = 2_000;
const ATTEMPTS = 2;
const FIRST_WAIT_MS = 50;

export interface Call {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Transport {
  /** Where the service is: `AWS_ENDPOINT_URL`, or its address in the function's region. */
  readonly url: URL;
  readonly region: string;
  /**
   * Sends a call, and once more where it was lost on the way or on the service's side. A call that had its effect and lost
   * its answer is so made twice: only such calls belong here as may be.
   * @param read makes the result of an answer, or throws `AwsError`.
   */
  send<T>(call: Call, read: (status: number, text: string) => T): Promise<T>;
}

/**
 * The one way to call AWS services other than DynamoDB: a signed POST, made from the parts of the SDK that a bundle contains
 * for DynamoDB anyway. A service's client would be 23 KB and more, and `fetch` costs a cold start 30 ms.
 * It passes `X-Amzn-Trace-Id` on, as the SDK does: Lambda uses it to detect functions that call each other in a loop
 * (https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html).
 */
export const transport = (
  service: 'secretsmanager' | 'sns' | 'sqs',
  environment: NodeJS.ProcessEnv = process.env,
): Transport => {
  const region = environment.AWS_REGION ?? '';
  const url = new URL(environment.AWS_ENDPOINT_URL ?? `https://${service}.${region}.amazonaws.com`);
  const handler = new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT_MS });
  const signer = new SignatureV4({ service, region, credentials: fromEnv(), sha256: Sha256 });

  const attempt = async <T>({ headers, body }: Call, read: (status: number, text: string) => T): Promise<T> => {
    // Lambda sets it again for each invocation.
    const trace = environment._X_AMZN_TRACE_ID;
    const request = await signer.sign(
      new HttpRequest({
        ...parseUrl(url),
        method: 'POST',
        headers: { host: url.host, ...headers, ...(trace && { 'x-amzn-trace-id': trace }) },
        body,
      }),
    );
    const { response } = await handler.handle(new HttpRequest(request), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return read(response.statusCode, Buffer.from(await streamCollector(response.body)).toString());
  };

  return {
    url,
    region,
    send: (call, read) =>
      retry(() => attempt(call, read), { attempts: ATTEMPTS, firstWaitMs: FIRST_WAIT_MS, worthwhile: mayPass }),
  };
};
