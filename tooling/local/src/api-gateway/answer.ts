/** What goes back to the caller. */
export interface GatewayAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** API Gateway's own messages, by status. */
const MESSAGES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type RefusalStatus = keyof typeof MESSAGES;

/** The body of a refusal: the gateway's own, not the API's problem+json. */
export const refusalBody = (status: RefusalStatus): string => JSON.stringify({ message: MESSAGES[status] });

/** What API Gateway answers when it does not, or cannot, let a function answer. */
export const refusal = (status: RefusalStatus, headers: GatewayAnswer['headers'] = {}): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: refusalBody(status),
});
