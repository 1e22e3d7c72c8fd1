import type { OpenAI } from 'openai';

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
/** A vendor that asks for a longer pause is not waited for: the next model is quicker. */
const LONGEST_RETRY_AFTER_MS = 1_000;

const asksForLongPause = (headers: Headers): boolean => {
  const milliseconds = headers.get('retry-after-ms');
  const after = headers.get('retry-after');
  if (milliseconds !== null) return Number(milliseconds) > LONGEST_RETRY_AFTER_MS;
  if (after === null) return false;
  const seconds = Number(after);
  // RFC 9110, section 10.2.3: seconds, or an HTTP date. A date is never close enough to be worth reading.
  return Number.isNaN(seconds) || seconds * 1_000 > LONGEST_RETRY_AFTER_MS;
};

/** `fetch` that turns off the SDK's retry, which would sleep through the turn, where the vendor asks for a long pause. */
const fetchImpatiently: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.ok || !asksForLongPause(response.headers)) return response;
  const headers = new Headers(response.headers);
  // The SDK obeys it: https://github.com/openai/openai-node/blob/master/src/client.ts (shouldRetry)
  headers.set('x-should-retry', 'false');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
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
      // It would print what models and customers say.
      logLevel: 'off',
    });
  };
  return () => {
    client ??= make();
    return client;
  };
};
