import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { repeatOnConflict } from './conflict';
import { unavailableAsProblem } from './unavailable';

/** The client with which the repositories talk to DynamoDB. */
export type DocumentClient = DynamoDBDocumentClient;

/** Milliseconds to connect, and to answer; with three attempts a dead DynamoDB costs a request about ten seconds. */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 3_000;

/**
 * A document client with deadlines. Its calls reject with `temporarily_unavailable` if DynamoDB cannot be reached or does not
 * answer, and with `Contention` if transactions kept a plain write out. Region, credentials and endpoint come from Lambda's
 * environment (`AWS_ENDPOINT_URL` locally).
 */
export const createDocumentClient = (
  overrides: ConstructorParameters<typeof DynamoDBClient>[0] = {},
): DocumentClient => {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      maxAttempts: 3,
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        // Without it the handler only warns.
        throwOnRequestTimeout: true,
      },
      ...overrides,
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  client.middlewareStack.add(unavailableAsProblem, { step: 'initialize', name: 'unavailableAsProblem' });
  client.middlewareStack.add(repeatOnConflict, { step: 'initialize', name: 'repeatOnConflict' });
  return client;
};
