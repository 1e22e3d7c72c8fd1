import type { Log } from '@frontdesk/core/observe';
import { systemClock } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import { allows } from '@frontdesk/manifest/allows';
import { createDocumentClient, openAllTables } from '@frontdesk/tables';
import { STAND_IN_KEY } from '@frontdesk/vendors/openai';
import type { Connections } from '../api-gateway/websocket/connections';
import { createConnectionsService } from '../api-gateway/websocket/connections-service';
import { WEB_SOCKET_QUOTAS } from '../api-gateway/websocket/quotas';
import type { Deliver } from '../cognito/messages';
import { openUserPool, type UserPool } from '../cognito/user-pool';
import { type DataFolder, openDataFolder } from '../data/data-folder';
import { createDynamoDb } from '../dynamodb/door/service';
import { startEngine } from '../dynamodb/engine/engine';
import { createAwsEndpoint } from '../endpoint/endpoint';
import { createLambdaService } from '../lambda/service';
import { notifyFunctions } from '../s3/notifications';
import { openObjectStore } from '../s3/object-store';
import { createS3 } from '../s3/service';
import { invokeScheduled } from '../scheduler/invoke-scheduled';
import { createScheduler } from '../scheduler/scheduler';
import { seedSecret } from '../secrets-manager/seed-secret';
import { createSecretsManager } from '../secrets-manager/service';
import { seedTenants } from '../seed/seed';
import { seedUsers } from '../seed/seed-users';
import { createSns } from '../sns/service';
import { declaredTopics } from '../sns/topic';
import { declaredQueues } from '../sqs/declared';
import { openQueues, type Queues } from '../sqs/queues';
import { createSqs } from '../sqs/service';
import { createSts } from '../sts/sts';
import { LOCAL_ACCOUNT, SOCKET_API } from './account';
import type { Closers } from './closers';
import { localAccess } from './local-functions';
import { openTableSet } from './table-set';

export interface FoundationOptions {
  readonly data: string;
  readonly awsPort: number;
  /** The secrets that should exist, by logical name. One without a value is left as it is. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
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

const seed = async (endpoint: string, pool: UserPool): Promise<void> => {
  const client = createDocumentClient({
    endpoint,
    region: LOCAL_ACCOUNT.region,
    credentials: () => ({ accessKeyId: 'seed', secretAccessKey: 'seed' }),
  });
  const tables = openAllTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: LOCAL_ACCOUNT.namePrefix,
    clock: systemClock,
  });
  try {
    await Promise.all([seedTenants(tables), seedUsers(pool, client, LOCAL_ACCOUNT.namePrefix)]);
  } finally {
    client.destroy();
  }
};

const secretName = (name: string): string => `${LOCAL_ACCOUNT.namePrefix}/${name}`;

const seedSecrets = async (folder: string, secrets: FoundationOptions['secrets']): Promise<ReadonlySet<string>> => {
  const held = new Set<string>();
  for (const [name, value] of Object.entries(secrets)) {
    if (await seedSecret(folder, LOCAL_ACCOUNT, secretName(name), value, STAND_IN_KEY)) held.add(name);
  }
  return held;
};

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
    queues.define(declaredQueues(LOCAL_ACCOUNT, next));
  };
  await ensure(manifest());
  const [heldSecrets] = await Promise.all([
    seedSecrets(data.file('secrets'), options.secrets),
    seed(engine.endpoint, pool),
  ]);

  const dynamodb = createDynamoDb({ account: LOCAL_ACCOUNT, endpoint: engine.endpoint });
  closing.add(() => dynamodb.close());
  const secretsManager = createSecretsManager({
    account: LOCAL_ACCOUNT,
    folder: data.file('secrets'),
    clock: systemClock,
    mayRead: ({ grants }, name) =>
      Object.keys(manifest().secrets).some(
        (secret) =>
          name === secretName(secret) &&
          allows(grants, 'secretsmanager:GetSecretValue', { kind: 'secret', name: secret }),
      ),
  });
  const waits = new AbortController();
  const sqs = createSqs({ account: LOCAL_ACCOUNT, queues, closing: waits.signal });
  const sns = createSns({
    account: LOCAL_ACCOUNT,
    queues,
    clock: systemClock,
    topics: () => declaredTopics(LOCAL_ACCOUNT, manifest()),
  });
  const connections: Connections = new Map();
  const management = createConnectionsService({
    account: LOCAL_ACCOUNT,
    place: SOCKET_API,
    connections,
    quotas: WEB_SOCKET_QUOTAS,
  });
  const s3 = createS3({
    account: LOCAL_ACCOUNT,
    store: objects,
    clock: systemClock,
    buckets: () => Object.keys(manifest().buckets),
    notify: notifyFunctions(LOCAL_ACCOUNT, queues, manifest),
  });
  const lambda = createLambdaService({
    account: LOCAL_ACCOUNT,
    queues,
    functions: () => Object.keys(manifest().functions),
    invoke: options.invoke,
  });
  const aws = createAwsEndpoint({
    services: [dynamodb, ...pool.services, secretsManager, lambda, s3, sqs, sns, createSts(LOCAL_ACCOUNT), management],
    access: localAccess(manifest),
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
