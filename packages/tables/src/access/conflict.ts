import { backOff } from './back-off';
import { Contention } from './contention';

const ATTEMPTS = 6;

/**
 * Repeats a plain write that met an item of a running transaction, with jitter, a bounded number of times. DynamoDB refuses
 * such a write before it has any effect, and the SDK does not repeat it:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 * @throws Contention when the transactions do not end.
 */
export const repeatOnConflict =
  <I extends object, O>(next: (args: I) => Promise<O>) =>
  async (args: I): Promise<O> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await next(args);
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'TransactionConflictException') throw error;
        if (attempt + 1 >= ATTEMPTS) throw new Contention('temporarily_unavailable', { cause: error });
        await backOff(attempt);
      }
    }
  };
