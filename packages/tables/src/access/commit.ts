import { type DocumentClient, isException, itemOf } from '@frontdesk/aws/dynamodb';
import type { Problem } from '@frontdesk/core/errors';
import { retry } from '@frontdesk/core/retry';
import { Contention, WRITE_RETRY } from './contention';
import type { Write } from './write';

/** The reasons for cancelling a transaction that may succeed when repeated (TransactionCanceledException). */
const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

const mayPass = (error: unknown): boolean => {
  if (!isException(error, 'TransactionCanceledException')) return false;
  const codes = (error.CancellationReasons ?? []).flatMap(({ Code }) => (Code && Code !== 'None' ? [Code] : []));
  return codes.length > 0 && codes.every((code) => PASSING.has(code));
};

const refusal = (error: unknown, writes: readonly Write[]): Problem | undefined => {
  if (!isException(error, 'TransactionCanceledException')) return undefined;
  const reasons = error.CancellationReasons ?? [];
  const index = reasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
  return writes[index]?.refused?.(itemOf(reasons[index]?.Item ?? {}));
};

const send = async (client: DocumentClient, writes: readonly Write[]): Promise<void> => {
  const [only] = writes;
  // A condition needs a transaction's request token: the client repeats a call whose answer was lost, and a plain
  // conditional write would then refuse its own effect.
  if (writes.length === 1 && only) {
    const { Put, Update } = only.item;
    if (Put && !Put.ConditionExpression) return void (await client.send('PutItem', Put));
    if (Update && !Update.ConditionExpression) return void (await client.send('UpdateItem', Update));
  }
  await client.send('TransactWriteItems', { TransactItems: writes.map(({ item }) => item) });
};

/**
 * Makes all of the writes or none. A conflict with another transaction, or a throttle, is tried again a bounded number of times,
 * with jitter (`repeatOnConflict` does the same for a plain write). If a condition fails, the answer is the problem of the first
 * write whose condition failed.
 * @throws Problem of a refused write, or `Contention` when that does not end.
 */
export const commit = async (client: DocumentClient, writes: readonly Write[]): Promise<void> => {
  if (writes.length === 0) return;
  const attempt = async (): Promise<void> => {
    try {
      await send(client, writes);
    } catch (error) {
      if (isException(error, 'ConditionalCheckFailedException'))
        throw writes[0]?.refused?.(itemOf(error.Item ?? {})) ?? error;
      throw refusal(error, writes) ?? error;
    }
  };
  try {
    await retry(attempt, { ...WRITE_RETRY, worthwhile: mayPass });
  } catch (error) {
    throw mayPass(error) ? new Contention('temporarily_unavailable', { cause: error }) : error;
  }
};
