/** How functions talk to AWS: secrets, queues, topics, objects and connections; for DynamoDB there is a door of its own. */
export { visibilityChanger } from './change-visibility';
export {
  type Connection,
  type Connections,
  type ConnectionsOptions,
  createConnections,
  type Delivery,
} from './connections';
export { type GetSecretValue, secretReader } from './get-secret-value';
export { createObjects, type Objects, type ObjectsOptions } from './objects';
export { createSecrets, type Secrets } from './secrets';
export { createSender, type Origin, type Outgoing, type Sender, type SendOptions } from './sender';
export { AwsError } from './transport/aws-error';
