import type { OpenAI } from 'openai';
import { ModelFailure } from './failure';

export interface OpenAiOptions {
  /** Asked before every request, so that a rotated key is used without a restart. */
  readonly apiKey: () => Promise<string>;
  /** Of any server that speaks OpenAI's protocol; OpenAI's own if left out. */
  readonly baseUrl?: string;
  /** Milliseconds until the response's headers. */
  readonly timeout?: number;
  readonly maxRetries?: number;
}

const TIMEOUT_MS = 15_000;
const MAX_RETRIES = 1;
/** If a vendor asks for a longer pause, the next model is asked instead: that is quicker. */
const LONGEST_RETRY_AFTER_MS = 1_000;

/** Several times the size of the chunks of an answer as long as we ask for. */
const LONGEST_RESPONSE_BYTES = 2_000_000;

/** Aborts a longer body. The SDK would collect an endless line, and take ten seconds for each 20 MB of it. */
const bounded = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> => {
  let size = 0;
  const transform = (part: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>): void => {
    size += part.byteLength;
    if (size > LONGEST_RESPONSE_BYTES) {
      throw new ModelFailure('garbage', `the response is longer than ${LONGEST_RESPONSE_BYTES} bytes`);
    }
    controller.enqueue(part);
  };
  return body.pipeThrough(new TransformStream({ transform }));
};

const asksForLongPause = (headers: Headers): boolean => {
  const milliseconds = headers.get('retry-after-ms');
  const after = headers.get('retry-after');
  if (milliseconds !== null) return Number(milliseconds) > LONGEST_RETRY_AFTER_MS;
  if (after === null) return false;
  const seconds = Number(after);
  // RFC 9110, section 10.2.3: seconds, or an HTTP date. A date is never close enough to be worth reading.
  return Number.isNaN(seconds) || seconds * 1_000 > LONGEST_RETRY_AFTER_MS;
};

/**
 * A `fetch` that limits the size of a body, and that turns off the SDK's retry if the vendor asks for a long pause, because
 * the SDK would sleep through the turn.
 */
const fetchImpatiently: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  // The SDK obeys it: https://github.com/openai/openai-node/blob/master/src/client.ts (shouldRetry)
  if (!response.ok && asksForLongPause(headers)) headers.set('x-should-retry', 'false');
  return new Response(body && bounded(body), { status, statusText, headers });
};

/**
 * The client, made when it is first asked for: the SDK is the largest part of a bundle, and a process that never asks a
 * model need not evaluate it.
 */
export const openAiClient = (options: OpenAiOptions): (() => Promise<OpenAI>) => {
  let client: Promise<OpenAI> | undefined;
  const make = async (): Promise<OpenAI> => {
    const { OpenAI } = await import('openai/client');
    return new OpenAI({
      apiKey: options.apiKey,
      baseURL: options.baseUrl,
      timeout: options.timeout ?? TIMEOUT_MS,
      maxRetries: options.maxRetries ?? MAX_RETRIES,
      fetch: fetchImpatiently,
      // Its log would contain what models and customers say.
      logLevel: 'off',
    });
  };
  return () => {
    client ??= make();
    return client;
  };
};
