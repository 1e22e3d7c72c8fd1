import { REFERENCES } from '@frontdesk/core/declare';
import { systemClock } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import { allows } from '@frontdesk/manifest/allows';
import type { Connections } from '../api-gateway/websocket/connections';
import { createConnectionsService } from '../api-gateway/websocket/connections-service';
import { WEB_SOCKET_QUOTAS } from '../api-gateway/websocket/quotas';
import { createBedrock } from '../bedrock/service';
import type { Access } from '../endpoint/account';
import type { Service } from '../endpoint/service';
import { createLambdaService } from '../lambda/service';
import { notifyFunctions } from '../s3/notifications';
import type { ObjectStore } from '../s3/object-store';
import { createS3 } from '../s3/service';
import { createSecretsManager } from '../secrets-manager/service';
import { createSns } from '../sns/service';
import type { Subscriptions } from '../sns/subscriptions';
import { declaredTopics } from '../sns/topic';
import type { QueueSet } from '../sqs/queue-set';
import type { Queues } from '../sqs/queues';
import { createSqs } from '../sqs/service';
import { createSts } from '../sts/sts';
import { LOCAL_ACCOUNT, SOCKET_API, secretName } from './account';
import type { BedrockStandIn } from './model-settings';

/** What the services keep their data in, and what they ask about the deployment. */
export interface AwsServicesOptions {
  readonly queues: Queues;
  readonly queueSet: QueueSet;
  readonly subscriptions: Subscriptions;
  readonly objects: ObjectStore;
  readonly connections: Connections;
  /** The folder of the secrets' files. */
  readonly secrets: string;
  /** Ends long polling. */
  readonly closing: AbortSignal;
  /** Runs a function that is deployed now. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  readonly access: Access;
  readonly bedrock: BedrockStandIn | undefined;
  /** What is deployed now. */
  manifest(): Manifest;
}

/** The services of the embedded AWS besides DynamoDB and Cognito. */
export const awsServices = ({ queues, manifest, ...options }: AwsServicesOptions): Service[] => [
  createSecretsManager({
    account: LOCAL_ACCOUNT,
    folder: options.secrets,
    clock: systemClock,
    mayRead: ({ grants }, name) =>
      Object.keys(manifest().secrets).some(
        (secret) =>
          name === secretName(secret) &&
          allows(grants, 'secretsmanager:GetSecretValue', { kind: 'secret', name: secret }),
      ),
  }),
  createBedrock({
    account: LOCAL_ACCOUNT,
    standIn: options.bedrock?.url,
    model: options.bedrock?.model ?? REFERENCES.bedrock_model.default,
  }),
  createLambdaService({
    account: LOCAL_ACCOUNT,
    queues,
    functions: () => Object.keys(manifest().functions),
    invoke: options.invoke,
  }),
  createS3({
    account: LOCAL_ACCOUNT,
    store: options.objects,
    clock: systemClock,
    access: options.access,
    buckets: () => Object.keys(manifest().buckets),
    uploadable: () =>
      Object.values(manifest().buckets).flatMap((bucket) => (bucket.browser_uploads ? [bucket.name] : [])),
    notify: notifyFunctions(LOCAL_ACCOUNT, queues, manifest),
  }),
  createSqs({ account: LOCAL_ACCOUNT, queues, set: options.queueSet, closing: options.closing }),
  createSns({
    account: LOCAL_ACCOUNT,
    queues,
    clock: systemClock,
    subscriptions: options.subscriptions,
    topics: () => declaredTopics(LOCAL_ACCOUNT, manifest()),
  }),
  createSts(LOCAL_ACCOUNT),
  createConnectionsService({
    account: LOCAL_ACCOUNT,
    place: SOCKET_API,
    connections: options.connections,
    quotas: WEB_SOCKET_QUOTAS,
  }),
];
