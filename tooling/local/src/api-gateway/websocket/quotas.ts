/**
 * What a WebSocket API lets through, and for how long
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html).
 */
export interface WebSocketQuotas {
  /** Bytes of one frame, without its header. */
  readonly frameBytes: number;
  /** Bytes of one message, which may come in several frames. */
  readonly messageBytes: number;
  /** Milliseconds without a message in either direction after which a connection is closed. */
  readonly idleMs: number;
  /** Milliseconds after which a connection is closed whatever is sent on it. */
  readonly lifeMs: number;
  /** Milliseconds that a function may take. */
  readonly integrationMs: number;
}

export const WEB_SOCKET_QUOTAS: WebSocketQuotas = {
  frameBytes: 32 * 1024,
  messageBytes: 128 * 1024,
  idleMs: 10 * 60_000,
  lifeMs: 2 * 60 * 60_000,
  integrationMs: 29_000,
};

/** Status codes of a close frame (RFC 6455, 7.4.1). */
export const CLOSE = {
  goingAway: 1001,
  unsupportedData: 1003,
  noStatus: 1005,
  abnormal: 1006,
  messageTooBig: 1009,
} as const;
