import type { AnswerBody } from './answer-body';
import { STACK_VARIABLE } from './global-setup';

export interface StackOutputs {
  readonly api_url: string;
  readonly realtime_url: string;
  readonly aws_endpoint: string;
  readonly region: string;
  readonly name_prefix: string;
  readonly account_id: string;
  readonly user_pool_id: string;
  readonly web_client_id: string;
  readonly service_client_id: string;
  readonly issuer: string;
  readonly jwks_uri: string;
  /** The stack's data folder. */
  readonly data: string;
}

/** Where to find the stack that the tests share. */
export const sharedStack = (): StackOutputs => {
  const outputs = process.env[STACK_VARIABLE];
  if (!outputs) throw new Error('No stack is running: run the tests with jest.config.cjs.');
  return JSON.parse(outputs) as StackOutputs;
};

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  readonly body: AnswerBody;
}

export interface ApiRequest {
  readonly token?: string | undefined;
  readonly tenant?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Sends one real HTTP request to the API. */
export const api = async (
  target: string,
  request: ApiRequest = {},
  origin = sharedStack().api_url,
): Promise<ApiAnswer> => {
  const [method = 'GET', path = '/'] = target.split(' ');
  const { token, tenant, headers, body, raw } = request;
  const sent = body === undefined ? raw : JSON.stringify(body);
  const response = await fetch(origin + path, {
    method,
    signal: AbortSignal.timeout(30_000),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(tenant !== undefined && { 'x-client-id': tenant }),
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
};
