/**
 * JSON as a queue accepts it: SQS refuses the two noncharacters that XML 1.0 does not allow
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html), and customers may write them.
 * What else it refuses, control characters and halves of surrogate pairs, `JSON.stringify` has escaped.
 */
export const messageText = (body: unknown): string =>
  JSON.stringify(body).replace(/[\uFFFE\uFFFF]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);
