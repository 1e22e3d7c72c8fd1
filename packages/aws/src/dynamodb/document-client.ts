import { randomUUID } from 'node:crypto';
import { callJson } from '../protocols/json';
import { type TransportOptions, transport } from '../transport/transport';
import type { DocumentClient, Output } from './operations';
import { readOutput, wireInput } from './shapes';

const DYNAMODB = { version: '1.0', target: 'DynamoDB_20120810' } as const;

export type DocumentClientOptions = Partial<Omit<TransportOptions, 'service'>>;

/** Milliseconds; with three attempts a dead DynamoDB costs a request about ten seconds. */
const DEFAULTS = { connectMs: 1_000, answerMs: 3_000, maxAttempts: 3, baseMs: 25 };

/**
 * DynamoDB's client. Region, credentials and endpoint come from Lambda's environment (`AWS_ENDPOINT_URL` locally), unless they
 * are given.
 */
export const documentClient = (options: DocumentClientOptions = {}): DocumentClient => {
  const dynamodb = transport({ ...DEFAULTS, ...options, service: 'dynamodb' });
  return {
    send: async (operation, input, { abortSignal } = {}) => {
      const wire = wireInput(operation, input);
      // Every attempt has the same token: a transaction whose answer was lost is not made twice
      // (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
      const token = operation === 'TransactWriteItems' && { ClientRequestToken: randomUUID() };
      const output = await callJson<object>(dynamodb, DYNAMODB, operation, { ...token, ...wire }, abortSignal);
      return readOutput(operation, output) as Output<typeof operation>;
    },
    destroy: dynamodb.destroy,
  };
};
