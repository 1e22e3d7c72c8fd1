/** How functions talk to DynamoDB. */

export { mayPass } from '../transport/retry-policy';
export { fromAttributes as itemOf } from './attribute-value';
export { type DocumentClientOptions, documentClient } from './document-client';
export { isException } from './exceptions';
export type { DocumentClient, Input, Operation, Output, SendOptions } from './operations';
