import type { Input } from '@frontdesk/aws/dynamodb';
import type { Problem } from '@frontdesk/core/errors';

export type TransactItem = NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number];

/**
 * A write as a value: repositories describe writes, `commit` makes them, so that what belongs together is written
 * together.
 */
export interface Write {
  readonly item: TransactItem;
  /**
   * The problem to answer when the item's condition fails. Without it a failed condition is an internal error.
   * @param found the item as it is, if the write asks for it (`ReturnValuesOnConditionCheckFailure`).
   */
  readonly refused?: (found: Readonly<Record<string, unknown>>) => Problem;
}
