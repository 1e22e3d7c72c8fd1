import type { AttributeValue, CancellationReason } from '@aws-sdk/client-dynamodb';

/** What DynamoDB's exceptions say besides their message, by name. */
interface Exceptions {
  /** `Item` as it was, if `ReturnValuesOnConditionCheckFailure` asked for it. */
  readonly ConditionalCheckFailedException: { readonly Item?: Record<string, AttributeValue> };
  /** One reason for each item of the transaction, in order. */
  readonly TransactionCanceledException: { readonly CancellationReasons?: readonly CancellationReason[] };
  readonly TransactionConflictException: object;
}

export const isException = <N extends keyof Exceptions>(error: unknown, name: N): error is Error & Exceptions[N] =>
  error instanceof Error && error.name === name;
