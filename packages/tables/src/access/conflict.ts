import { isException } from '@frontdesk/aws/dynamodb';
import { retry } from '@frontdesk/core/retry';
import { Contention, WRITE_RETRY } from './contention';

const isConflict = (error: unknown): boolean => isException(error, 'TransactionConflictException');

/**
 * Repeats a plain write that met an item of a running transaction, with jitter, a bounded number of times. DynamoDB refuses
 * such a write before it has any effect, and the client does not repeat it:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * @throws Contention when the transactions do not end.
 */
export const repeatOnConflict = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await retry(call, { ...WRITE_RETRY, worthwhile: isConflict });
  } catch (error) {
    throw isConflict(error) ? new Contention('temporarily_unavailable', { cause: error }) : error;
  }
};
