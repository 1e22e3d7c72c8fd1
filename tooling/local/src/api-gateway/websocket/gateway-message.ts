/**
 * API Gateway's own messages, by the kind of its gateway response: the status if a handshake is refused, and the text.
 * On an open connection the text is sent as a frame.
 */
const GATEWAY_MESSAGES = {
  unauthorized: { status: 401, message: 'Unauthorized' },
  forbidden: { status: 403, message: 'Forbidden' },
  tooManyRequests: { status: 429, message: 'Too Many Requests' },
  /** The authorizer failed, or the function behind a message. */
  failed: { status: 500, message: 'Internal server error' },
  /** The function behind `$connect` failed. */
  badGateway: { status: 502, message: 'Internal server error' },
  timedOut: { status: 504, message: 'Endpoint request timed out' },
} as const;

export type GatewayMessage = keyof typeof GATEWAY_MESSAGES;

export const statusOf = (kind: GatewayMessage): number => GATEWAY_MESSAGES[kind].status;

/** The frame, or the body of a refused handshake. */
export const messageText = (kind: GatewayMessage, connectionId: string, requestId: string): string =>
  JSON.stringify({ message: GATEWAY_MESSAGES[kind].message, connectionId, requestId });
