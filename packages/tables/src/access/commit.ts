import { setTimeout as delay } from 'node:timers/promises';
import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Problem } from '@frontdesk/core/errors/problem';
import { Contention } from './contention';
import type { Write } from './write';

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 20;

/** Full jitter, doubling: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backOff = (attempt: number): Promise<void> => delay(Math.random() * FIRST_WAIT_MS * 2 ** attempt);

/** DynamoDB's own limit on one transaction. */
export const MAX_TRANSACTION_ITEMS = 100;

const conflicted = (error: TransactionCanceledException): boolean => {
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code).filter((code) => code && code !== 'None');
  return codes.length > 0 && codes.every((code) => code === 'TransactionConflict' || code === 'ThrottlingError');
};

const refusal = (error: TransactionCanceledException, writes: readonly Write[]): Problem | undefined => {
  const reasons = error.CancellationReasons ?? [];
  const index = reasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  return writes[index]?.refused?.(unmarshall(reasons[index]?.Item ?? {}));
};

const send = async (client: DynamoDBDocumentClient, writes: readonly Write[]): Promise<void> => {
  const [only] = writes;
  // A condition needs the transaction's request token: the SDK repeats a call whose answer was lost, and a plain
  // conditional write would then refuse its own effect.
  if (writes.length === 1 && only) {
    const { Put, Update } = only.item;
    if (Put && !Put.ConditionExpression) return void (await client.send(new PutCommand(Put)));
    if (Update && !Update.ConditionExpression) return void (await client.send(new UpdateCommand(Update)));
  }
  await client.send(new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item) }));
};

/**
 * Makes all of the writes or none. A conflict with another transaction is tried again, with jitter, a bounded number of
 * times; a failed condition is answered with the problem of the first write whose condition failed.
 * @throws Problem of a refused write, or `Contention` when conflicts do not end.
 */
export const commit = async (client: DynamoDBDocumentClient, writes: readonly Write[]): Promise<void> => {
  if (writes.length === 0) return;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send(client, writes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException)
        throw writes[0]?.refused?.(unmarshall(error.Item ?? {})) ?? error;
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refused = refusal(error, writes);
      if (refused) throw refused;
      if (!conflicted(error)) throw error;
      if (attempt + 1 >= ATTEMPTS) {
        throw new Contention('temporarily_unavailable', { cause: error });
      }
      await backOff(attempt);
    }
  }
};
