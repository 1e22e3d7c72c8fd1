import { systemClock } from '@frontdesk/core/clock';
import type { Log } from '@frontdesk/core/observe/log';
import type { Manifest } from '@frontdesk/manifest';
import { createDocumentClient, openTables } from '@frontdesk/tables';
import { createDynamoDb } from '../aws/dynamodb/service';
import { createAwsEndpoint } from '../aws/endpoint';
import { seedSecret } from '../aws/secrets-manager/seed-secret';
import { createSecretsManager } from '../aws/secrets-manager/service';
import { createSts } from '../aws/sts';
import { openUserPool, type UserPool } from '../cognito/user-pool';
import { type DataFolder, openDataFolder } from '../data/data-folder';
import { createTables } from '../engine/create-tables';
import { startEngine } from '../engine/engine';
import { startTtlSweeper } from '../engine/ttl-sweeper';
import { seedTenants } from '../seed/seed';
import { seedUsers } from '../seed/seed-users';
import { LOCAL_ACCOUNT } from './account';
import type { Closers } from './closers';
import { localAccess } from './local-functions';

const TTL_ROUND_MS = 60_000;

export interface FoundationOptions {
  readonly data: string;
  readonly awsPort: number;
  readonly log: Log;
  /** What is deployed now: grants are read from it at every call. */
  manifest(): Manifest;
}

/** What the functions stand on: the tables, the users and the AWS endpoint before them. */
export interface Foundation {
  readonly data: DataFolder;
  readonly pool: UserPool;
  readonly awsUrl: string;
  /** Gives a secret, by its logical name, a value if there is one to give. Resolves with whether it has any. */
  putSecret(name: string, value: string | undefined): Promise<boolean>;
  /** Makes the tables that a new manifest declares. */
  ensureTables(manifest: Manifest): Promise<void>;
}

const seed = async (endpoint: string, pool: UserPool): Promise<void> => {
  const client = createDocumentClient({
    endpoint,
    region: LOCAL_ACCOUNT.region,
    credentials: { accessKeyId: 'seed', secretAccessKey: 'seed' },
  });
  const tables = openTables({
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

/** Starts what outlives a deployment. @throws Error in one sentence; `closing` then ends what had started. */
export const startFoundation = async (options: FoundationOptions, closing: Closers): Promise<Foundation> => {
  const { log, manifest } = options;
  const data = await openDataFolder(options.data);
  closing.add(() => data.release());
  const [engine, pool] = await Promise.all([
    startEngine({ dbPath: data.file('dynamodb', 'tables.db'), environment: process.env, log }),
    openUserPool({ account: LOCAL_ACCOUNT, folder: data.file('cognito'), clock: systemClock }),
  ]);
  closing.add(() => engine.close());

  const ensureTables = (declared: Manifest): Promise<void> =>
    createTables(engine.endpoint, Object.values(declared.tables), LOCAL_ACCOUNT.namePrefix);
  await ensureTables(manifest());
  const sweeper = startTtlSweeper({
    endpoint: engine.endpoint,
    tables: Object.values(manifest().tables),
    namePrefix: LOCAL_ACCOUNT.namePrefix,
    intervalMs: TTL_ROUND_MS,
    clock: systemClock,
    log,
  });
  closing.add(() => sweeper.close());

  const dynamodb = createDynamoDb({ account: LOCAL_ACCOUNT, endpoint: engine.endpoint });
  closing.add(() => dynamodb.close());
  const secrets = createSecretsManager({
    account: LOCAL_ACCOUNT,
    folder: data.file('secrets'),
    clock: systemClock,
    mayRead: ({ grants }, name) => grants.secrets.some((secret) => name === `${LOCAL_ACCOUNT.namePrefix}/${secret}`),
  });
  const aws = createAwsEndpoint({
    services: [dynamodb, ...pool.services, secrets, createSts(LOCAL_ACCOUNT)],
    access: localAccess(manifest),
    log,
  });
  const port = await aws.listen(options.awsPort);
  closing.add(() => aws.close());
  await seed(engine.endpoint, pool);
  return {
    data,
    pool,
    awsUrl: `http://127.0.0.1:${port}`,
    putSecret: (name, value) =>
      seedSecret(data.file('secrets'), LOCAL_ACCOUNT, `${LOCAL_ACCOUNT.namePrefix}/${name}`, value),
    ensureTables,
  };
};
