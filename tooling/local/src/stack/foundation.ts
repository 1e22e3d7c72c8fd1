import type { Log } from '@frontdesk/core/observe';
import { systemClock } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import type { Connections } from '../api-gateway/websocket/connections';
import type { Deliver } from '../cognito/messages';
import { openUserPool, type UserPool } from '../cognito/user-pool';
import { type DataFolder, openDataFolder } from '../data/data-folder';
import { createDynamoDb } from '../dynamodb/door/service';
import { startEngine } from '../dynamodb/engine/engine';
import { createAwsEndpoint } from '../endpoint/endpoint';
import { openObjectStore } from '../s3/object-store';
import { invokeScheduled } from '../scheduler/invoke-scheduled';
import { createScheduler } from '../scheduler/scheduler';
import { openSubscriptions } from '../sns/subscriptions';
import { declaredQueues } from '../sqs/declared';
import { openQueueSet } from '../sqs/queue-set';
import { openQueues, type Queues } from '../sqs/queues';
import { LOCAL_ACCOUNT } from './account';
import { awsServices } from './aws-services';
import type { Closers } from './closers';
import { localAccess } from './local-functions';
import type { BedrockStandIn } from './model-settings';
import { seedDemo, seedSecrets, seedVisitorTokenKeys } from './seeding';
import { openTableSet } from './table-set';

export interface FoundationOptions {
  readonly data: string;
  readonly awsPort: number;
  /** The secrets that should exist, by logical name. One without a value is left as it is. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  readonly bedrock?: BedrockStandIn | undefined;
  readonly log: Log;
  /** What takes the place of Cognito's e-mail. */
  readonly deliver: Deliver;
  /** Runs a function that is deployed now. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** What is deployed now: grants are read from it at every call. */
  manifest(): Manifest;
}

/** What the functions are built on: the tables, the users and the AWS endpoint in front of them. */
export interface Foundation {
  readonly data: DataFolder;
  readonly pool: UserPool;
  readonly awsUrl: string;
  /** The open WebSocket connections. */
  readonly connections: Connections;
  /** Logical names of the given secrets that have a value. */
  readonly heldSecrets: ReadonlySet<string>;
  /** Resolves if the engine has ended for good, and nothing can be answered any more. */
  readonly failed: Promise<Error>;
  readonly queues: Queues;
  /** Makes what a new manifest declares: its tables, and its queues, which replace the previous ones. */
  ensure(manifest: Manifest): Promise<void>;
}

/** Starts what outlives a deployment. @throws Error in one sentence; `closing` then ends whatever had started. */
export const startFoundation = async (options: FoundationOptions, closing: Closers): Promise<Foundation> => {
  const { log, manifest } = options;
  const data = await openDataFolder(options.data);
  closing.add(() => data.release());
  const [engine, pool] = await Promise.all([
    startEngine({ dbPath: data.file('dynamodb', 'tables.db'), environment: process.env, log }).then((started) => {
      closing.add(() => started.close());
      return started;
    }),
    openUserPool({
      account: LOCAL_ACCOUNT,
      folder: data.file('cognito'),
      clock: systemClock,
      deliver: options.deliver,
    }),
  ]);
  const tables = openTableSet(engine.endpoint, log);
  closing.add(() => tables.close());
  const queues = await openQueues(data.file('sqs', 'messages.jsonl'), systemClock);
  closing.add(() => queues.close());
  const queueSet = await openQueueSet(data.file('sqs', 'queues.json'), queues);
  const subscriptions = await openSubscriptions(data.file('sns', 'subscriptions.json'), LOCAL_ACCOUNT);
  const objects = await openObjectStore(data.file('s3'), systemClock);
  closing.add(() => objects.close());
  const scheduler = createScheduler({
    clock: systemClock,
    log,
    fire: invokeScheduled(LOCAL_ACCOUNT, queues, manifest),
  });
  closing.add(() => scheduler.close());
  const ensure = async (next: Manifest): Promise<void> => {
    await tables.ensure(next);
    scheduler.set(Object.values(next.schedules));
    queueSet.declare(declaredQueues(LOCAL_ACCOUNT, next));
  };
  await ensure(manifest());
  const [heldSecrets] = await Promise.all([
    seedSecrets(data.file('secrets'), options.secrets),
    seedVisitorTokenKeys(data.file('secrets')),
    seedDemo(engine.endpoint, pool),
  ]);

  const dynamodb = createDynamoDb({ account: LOCAL_ACCOUNT, endpoint: engine.endpoint });
  closing.add(() => dynamodb.close());
  const waits = new AbortController();
  const connections: Connections = new Map();
  const access = localAccess(manifest);
  const services = awsServices({
    access,
    queues,
    queueSet,
    subscriptions,
    objects,
    connections,
    secrets: data.file('secrets'),
    closing: waits.signal,
    invoke: options.invoke,
    bedrock: options.bedrock,
    manifest,
  });
  const aws = createAwsEndpoint({
    services: [dynamodb, ...pool.services, ...services],
    access,
    log,
  });
  const port = await aws.listen(options.awsPort);
  closing.add(() => {
    waits.abort();
    return aws.close();
  });
  const awsUrl = `http://127.0.0.1:${port}`;
  return { data, pool, awsUrl, connections, heldSecrets, queues, failed: engine.failed, ensure };
};
