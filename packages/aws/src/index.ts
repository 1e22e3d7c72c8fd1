/** How functions talk to AWS: secrets, queues, topics, objects, connections and models; for DynamoDB there is a door of its own. */
export { visibilityChanger } from './change-visibility';
export {
  type Connection,
  type Connections,
  type ConnectionsOptions,
  createConnections,
  type Delivery,
} from './connections';
export { type ConverseStream, type ConverseStreamOptions, createConverseStream } from './converse-stream';
export type { StreamedEvent } from './event-stream/events';
export { EventStreamError } from './event-stream/message';
export { type GetSecretValue, secretReader } from './get-secret-value';
export { createObjects, type ObjectHead, type Objects, type ObjectsOptions } from './objects';
export {
  createPresigner,
  type DownloadOptions,
  type Presigner,
  type PresignerOptions,
  type UploadForm,
} from './presigned';
export type { UploadRules } from './presigned-form';
export { createSecrets, declaredSecretReader, type Secrets } from './secrets';
export { createSender, type Origin, type Outgoing, type Sender, type SendOptions } from './sender';
export { AwsError } from './transport/aws-error';
export { type HttpClient, httpClient } from './transport/http-request';
