/** How functions talk to AWS besides DynamoDB. */
export { AwsError } from './aws-error';
export { type GetSecretValue, secretReader } from './get-secret-value';
export { createSecrets, type Secrets } from './secrets';
export { createSender, type Origin, type Outgoing, type Sender } from './sender';
