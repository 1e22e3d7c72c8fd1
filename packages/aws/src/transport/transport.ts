import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ResponseMetadata } from './aws-error';
import { ServiceClock } from './clock-skew';
import { type CredentialProvider, environmentCredentials } from './credentials';
import { type HttpOptions, httpClient } from './http-request';
import { retryAfterMs } from './retry-after';
import { type RetryOptions, RetryPolicy } from './retry-policy';
import { queryString } from './signature';
import { signer } from './signer';

/** One call of a service's operation. */
export interface Call {
  readonly method?: 'DELETE' | 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Percent-encoded; `/` for the services that have no paths. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The media type of answers whose body is handed out as it comes. Once it comes, nothing is repeated. */
  readonly streamed?: string;
}

export interface Answer {
  readonly headers: IncomingHttpHeaders;
  /** Empty if the answer is streamed. */
  readonly body: Buffer;
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly metadata: ResponseMetadata;
}

export interface TransportOptions extends RetryOptions, HttpOptions {
  /** As it is signed for. */
  readonly service: string;
  readonly region?: string | undefined;
  /** Instead of the service's own address. */
  readonly endpoint?: string | undefined;
  readonly credentials?: CredentialProvider | undefined;
  readonly environment?: NodeJS.ProcessEnv | undefined;
}

export interface Transport {
  readonly url: URL;
  readonly region: string;
  /**
   * Sends a call, again where that may help. A call that had its effect and lost its answer is so made twice.
   * @param read makes the result of an answer, or throws `AwsError`; also for each answer that is tried again.
   */
  send<T>(call: Call, read: (answer: Answer) => T, signal?: AbortSignal): Promise<T>;
  destroy(): void;
}

const NO_QUERY = {};

/**
 * How functions talk to AWS: a signed request over kept connections, with deadlines, and repeated as the SDK would. The SDK's
 * clients do the same in ten times the code, which each cold start loads; they are the oracle of this one's tests.
 */
export const transport = (options: TransportOptions): Transport => {
  const { service, environment = process.env } = options;
  const region = options.region ?? environment.AWS_REGION ?? '';
  const own = `https://${service}.${region}.amazonaws.com`;
  const url = new URL(options.endpoint ?? environment.AWS_ENDPOINT_URL ?? own);
  const credentials = options.credentials ?? environmentCredentials(environment);
  const http = httpClient(url, options);
  const sign = signer({ service, region });
  const clock = new ServiceClock();
  const retries = new RetryPolicy(options);

  const attempt = async (call: Call, signal?: AbortSignal): Promise<Answer> => {
    const { method = 'POST', path = '/', query = NO_QUERY, body, streamed } = call;
    // Lambda sets it anew for each invocation, and finds loops of functions by it
    // (https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html).
    const trace = environment.AWS_LAMBDA_FUNCTION_NAME && environment._X_AMZN_TRACE_ID;
    const headers = {
      ...call.headers,
      host: url.host,
      'content-length': String(Buffer.byteLength(body)),
      ...(trace && { 'x-amzn-trace-id': trace }),
    };
    const signed = sign({ method, path, query, headers, body }, await credentials(), clock.now());
    const search = queryString(query);
    const sentAt = Date.now();
    const request = { method, path: search ? `${path}?${search}` : path, headers: signed, body, streamed };
    const { status, headers: answered, body: content, stream } = await http.send(request, signal);
    const requestId = answered['x-amzn-requestid'] ?? answered['x-amz-request-id'];
    return {
      headers: answered,
      body: content,
      ...(stream && { stream }),
      metadata: {
        httpStatusCode: status,
        requestId: requestId as string | undefined,
        ...(clock.learn(answered, sentAt) && status >= 300 && { clockSkewCorrected: true }),
      },
    };
  };

  const send: Transport['send'] = async (call, read, signal) => {
    let totalRetryDelay = 0;
    let cost: number | undefined;
    for (let attempts = 1; ; attempts += 1) {
      let answer: Answer | undefined;
      try {
        answer = await attempt(call, signal);
        Object.assign(answer.metadata, { attempts, totalRetryDelay });
        const result = read(answer);
        retries.succeeded(cost);
        return result;
      } catch (error) {
        const failure = error as Error & { $metadata?: ResponseMetadata };
        failure.$metadata ??= answer?.metadata ?? { attempts, totalRetryDelay };
        const repeat = retries.next(failure, attempts, answer && retryAfterMs(answer.headers));
        if (!repeat) throw failure;
        cost = repeat.cost;
        totalRetryDelay += repeat.waitMs;
        await delay(repeat.waitMs, undefined, { signal });
      }
    }
  };

  return { url, region, send, destroy: http.destroy };
};
