import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DocumentClient, Input, Operation, Output } from '@frontdesk/aws/dynamodb';
import { repeatOnConflict } from './conflict';
import { unavailableAsProblem } from './unavailable';

/** Milliseconds to connect, and to answer; with three attempts a dead DynamoDB costs a request about ten seconds. */
const CONNECTION_TIMEOUT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 3_000;

const COMMANDS = {
  BatchGetItem: BatchGetCommand,
  GetItem: GetCommand,
  PutItem: PutCommand,
  Query: QueryCommand,
  TransactWriteItems: TransactWriteCommand,
  UpdateItem: UpdateCommand,
} as const;

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
  return resilient({
    send: <O extends Operation>(operation: O, input: Input<O>, options = {}) =>
      client.send(new COMMANDS[operation](input as never) as never, options) as Promise<Output<O>>,
    destroy: () => client.destroy(),
  });
};

/** A client that answers a passing failure as the repositories' callers know it. */
export const resilient = ({ send, destroy }: DocumentClient): DocumentClient => ({
  send: (operation, input, options) =>
    unavailableAsProblem(() => repeatOnConflict(() => send(operation, input, options))),
  destroy,
});
