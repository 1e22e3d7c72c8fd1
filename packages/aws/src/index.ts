/** How functions talk to AWS: secrets, queues, topics and objects; for DynamoDB there is a door of its own. */
export { type GetSecretValue, secretReader } from './get-secret-value';
export { createObjects, type Objects, type ObjectsOptions } from './objects';
export { createSecrets, type Secrets } from './secrets';
export { createSender, type Origin, type Outgoing, type Sender } from './sender';
export { AwsError } from './transport/aws-error';
