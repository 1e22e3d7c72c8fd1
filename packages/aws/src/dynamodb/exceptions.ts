import type { AttributeValue } from './attribute-value';

type Item = Readonly<Record<string, AttributeValue>>;

/** What DynamoDB's exceptions say besides their message, by name. */
interface Exceptions {
  /** `Item` as it was, if `ReturnValuesOnConditionCheckFailure` asked for it; `itemOf` reads it. */
  readonly ConditionalCheckFailedException: { readonly Item?: Item };
  /** One reason for each item of the transaction, in order. */
  readonly TransactionCanceledException: {
    readonly CancellationReasons?: readonly { readonly Code?: string; readonly Item?: Item }[];
  };
  readonly TransactionConflictException: object;
}

export const isException = <N extends keyof Exceptions>(error: unknown, name: N): error is Error & Exceptions[N] =>
  error instanceof Error && error.name === name;
