import type { BucketDeclaration } from './bucket';
import type { QueueDeclaration, TopicDeclaration } from './messaging';
import type { ModelResource } from './model';
import type { SecretDeclaration } from './secret';
import type { ConnectionsResource } from './socket';
import type { IndexResource, TableDeclaration } from './table';

/** Whatever a function may be granted actions on. */
export type Resource =
  | TableDeclaration
  | IndexResource
  | QueueDeclaration
  | TopicDeclaration
  | BucketDeclaration
  | SecretDeclaration
  | ConnectionsResource
  | ModelResource;

export type ResourceKind = Resource['kind'];

/** The data-plane actions that may be granted. `Scan` is missing on purpose: no function may scan. */
interface Actions {
  readonly table:
    | 'BatchGetItem'
    | 'BatchWriteItem'
    | 'ConditionCheckItem'
    | 'DeleteItem'
    | 'GetItem'
    | 'PutItem'
    | 'Query'
    | 'UpdateItem';
  readonly index: 'Query';
  readonly queue: 'SendMessage';
  readonly topic: 'Publish';
  readonly bucket: 'GetObject' | 'PutObject' | 'DeleteObject' | 'ListBucket';
  readonly secret: 'GetSecretValue';
  readonly connections: 'ManageConnections';
  /** Asks for an answer as a stream; functions ask for no other. */
  readonly model: 'InvokeModelWithResponseStream';
}

export type ActionOn<R extends Resource> = Actions[R['kind']];

/** What one function may do to one resource. */
export interface Grant {
  readonly resource: Resource;
  /** IAM's names without the service: `Query` of `dynamodb:Query`. */
  readonly actions: readonly ActionOn<Resource>[];
}

/**
 * Grants actions on a resource. Transactions need no action of their own: IAM checks the action of each item in them
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
 */
export const grant = <R extends Resource>(resource: R, ...actions: ActionOn<R>[]): Grant => ({ resource, actions });

/** The prefix of a resource's actions in IAM. */
export const IAM_SERVICE: Readonly<Record<ResourceKind, string>> = {
  table: 'dynamodb',
  index: 'dynamodb',
  queue: 'sqs',
  topic: 'sns',
  bucket: 's3',
  secret: 'secretsmanager',
  connections: 'execute-api',
  model: 'bedrock',
};
