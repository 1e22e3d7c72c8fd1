import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { DocumentClient, Input, Operation, Output } from '../../src/dynamodb';

const COMMANDS = {
  BatchGetItem: BatchGetCommand,
  DeleteItem: DeleteCommand,
  GetItem: GetCommand,
  PutItem: PutCommand,
  Query: QueryCommand,
  TransactWriteItems: TransactWriteCommand,
  UpdateItem: UpdateCommand,
} as const;

export interface OracleOptions {
  readonly endpoint: string;
  readonly answerMs: number;
}

export const ORACLE_CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
export const ORACLE_REGION = 'ap-northeast-1';

/** The SDK's document client, configured as ours is, behind the interface of ours. */
export const sdkClient = ({ endpoint, answerMs }: OracleOptions): DocumentClient => {
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: ORACLE_REGION,
      credentials: ORACLE_CREDENTIALS,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: answerMs, requestTimeout: answerMs, throwOnRequestTimeout: true },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  return {
    send: <O extends Operation>(operation: O, input: Input<O>, options = {}) =>
      client.send(new COMMANDS[operation](input as never) as never, options) as Promise<Output<O>>,
    destroy: () => client.destroy(),
  };
};
