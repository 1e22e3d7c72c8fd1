import { type DocumentClient, type DocumentClientOptions, documentClient } from '@frontdesk/aws/dynamodb';
import { repeatOnConflict } from './conflict';
import { unavailableAsProblem } from './unavailable';

/**
 * The client that repositories are opened with. Its calls reject with `temporarily_unavailable` if DynamoDB cannot be reached
 * or does not answer, and with `Contention` if transactions kept a plain write out.
 */
export const createDocumentClient = (options?: DocumentClientOptions): DocumentClient =>
  resilient(documentClient(options));

/** A client that answers a passing failure as the repositories' callers know it. */
export const resilient = ({ send, destroy }: DocumentClient): DocumentClient => ({
  send: (operation, input, options) =>
    unavailableAsProblem(() => repeatOnConflict(() => send(operation, input, options))),
  destroy,
});
