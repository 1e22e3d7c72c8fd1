import { AwsError } from '../endpoint/aws-error';

/** SQS's own exceptions, as its model names them. */
const sqsError = (name: string, message: string): AwsError => new AwsError(`com.amazonaws.sqs#${name}`, message);

export const noSuchQueue = (): AwsError =>
  sqsError('QueueDoesNotExist', 'The specified queue does not exist for this wsdl version.');

export const invalidValue = (reason: string): AwsError =>
  new AwsError('com.amazon.coral.service#InvalidParameterValueException', reason);

export const invalidAttribute = (name: string, reason: string): AwsError =>
  new AwsError('com.amazon.coral.service#InvalidAttributeValue', `Invalid value for the parameter ${name}: ${reason}.`);

export const otherAttributes = (name: string): AwsError =>
  sqsError(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for an attribute: ${name}.`,
  );

export const isDeclared = (name: string): AwsError =>
  sqsError('UnsupportedOperation', `The queue ${name} is declared by the project: remove its declaration instead.`);

export const invalidContents = (): AwsError =>
  sqsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
  );

export const invalidReceipt = (receipt: string): AwsError =>
  sqsError('ReceiptHandleIsInvalid', `The input receipt handle "${receipt}" is not a valid receipt handle.`);

export const notInFlight = (): AwsError =>
  sqsError('MessageNotInflight', 'The message referred to is not in flight: it is visible again, or gone.');

export const emptyBatch = (entry: string): AwsError =>
  sqsError('EmptyBatchRequest', `There should be at least one ${entry} in the request.`);

export const tooManyEntries = (count: number): AwsError =>
  sqsError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are 10. You have sent ${count}.`);

export const repeatedId = (id: string): AwsError => sqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);

export const batchTooLong = (limit: number, bytes: number): AwsError =>
  sqsError('BatchRequestTooLong', `Batch requests cannot be longer than ${limit} bytes. You have sent ${bytes} bytes.`);

/** Names that differ between the JSON protocol and the older one, whose codes SDKs still report to callers. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  InvalidParameterValueException: 'InvalidParameterValue',
  AccessDeniedException: 'AccessDenied',
  QueueNameExists: 'QueueAlreadyExists',
};
const UNPREFIXED = new Set(['ReceiptHandleIsInvalid', 'InvalidMessageContents']);

/** The code of the Query protocol: SQS sends it along (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait). */
export const queryCode = ({ type, status }: AwsError): string => {
  const name = type.slice(type.indexOf('#') + 1);
  const own = type.startsWith('com.amazonaws.sqs#') && !UNPREFIXED.has(name);
  const code = QUERY_CODES[name] ?? (own ? `AWS.SimpleQueueService.${name}` : name);
  return `${code};${status < 500 ? 'Sender' : 'Receiver'}`;
};
