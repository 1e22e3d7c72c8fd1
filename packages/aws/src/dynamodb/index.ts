/** How functions talk to DynamoDB. */
export { isException } from './exceptions';
export type { DocumentClient, Input, Operation, Output, SendOptions } from './operations';
