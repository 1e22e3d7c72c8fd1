import { AwsError } from '../endpoint/aws-error';

/** SNS's refusals, as its Query protocol names them (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors). */
export const invalidParameter = (reason: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${reason}`);

export const noSuchTopic = (): AwsError => new AwsError('NotFound', 'Topic does not exist', 404);

export const noSuchSubscription = (): AwsError => new AwsError('NotFound', 'Subscription does not exist', 404);

export const unknownAction = (action: string, known: readonly string[]): AwsError =>
  new AwsError('InvalidAction', `The local sns has no ${action}. It has: ${known.join(', ')}.`);

/** IAM's refusal has this name in the Query protocol. */
export const asAuthorizationError = (error: AwsError): AwsError =>
  error.type.endsWith('#AccessDeniedException') ? new AwsError('AuthorizationError', error.message, 403) : error;

export const emptyBatch = (): AwsError => new AwsError('EmptyBatchRequest', 'The batch request has no entries.');

export const tooManyEntries = (): AwsError =>
  new AwsError('TooManyEntriesInBatchRequest', 'The batch request has more than 10 entries.');

export const repeatedId = (): AwsError =>
  new AwsError('BatchEntryIdsNotDistinct', 'Two or more entries of the batch request have the same Id.');
