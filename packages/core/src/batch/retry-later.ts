/** The longest that SQS keeps a message from being received. In seconds. */
const LONGEST_SECONDS = 43_200;

/**
 * Thrown by the consumer of a queue to have its message again after a time of its choice. Each time counts as a receive, so
 * after `maxReceives` of them the message is a dead letter. A topic has no such choice: Lambda repeats in its own time.
 */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';

  /**
   * @param seconds until it is delivered again: 0 to 43,200, which is twelve hours.
   * @throws RangeError for any other number.
   */
  constructor(
    readonly seconds: number,
    options?: ErrorOptions,
  ) {
    super(`again in ${seconds} s`, options);
    if (Number.isInteger(seconds) && seconds >= 0 && seconds <= LONGEST_SECONDS) return;
    throw new RangeError(
      `a message can be delivered again in 0 to ${LONGEST_SECONDS} whole seconds, not in ${seconds}`,
    );
  }
}

/**
 * Keeps one message from being received for so many seconds from now
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html).
 * @throws Error if SQS refuses or does not answer.
 */
export type ChangeVisibility = (
  received: { readonly queueArn: string; readonly receiptHandle: string },
  seconds: number,
) => Promise<void>;
