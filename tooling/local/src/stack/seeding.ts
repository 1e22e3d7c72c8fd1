import { systemClock } from '@frontdesk/core/time';
import { createDocumentClient, openAllTables } from '@frontdesk/tables';
import { firstKeyRing, formatKeyRing, visitorTokenKeys } from '@frontdesk/tokens';
import { STAND_IN_KEY } from '@frontdesk/vendors/openai';
import type { UserPool } from '../cognito/user-pool';
import { seedSecret } from '../secrets-manager/seed-secret';
import { seedTenants } from '../seed/seed';
import { seedUsers } from '../seed/seed-users';
import { LOCAL_ACCOUNT, secretName } from './account';

/**
 * Creates the demo tenants and their users, unless they exist.
 * @param endpoint the DynamoDB engine's.
 */
export const seedDemo = async (endpoint: string, pool: UserPool): Promise<void> => {
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

/**
 * Sets the given secrets in their folder. One without a value is left as it is.
 * @param secrets values by logical name.
 * @returns the logical names of those that have a value.
 */
export const seedSecrets = async (
  folder: string,
  secrets: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlySet<string>> => {
  const held = new Set<string>();
  for (const [name, value] of Object.entries(secrets)) {
    if (await seedSecret(folder, LOCAL_ACCOUNT, secretName(name), value, STAND_IN_KEY)) held.add(name);
  }
  return held;
};

/** Gives a data folder visitor token keys of its own, unless it has some. */
export const seedVisitorTokenKeys = async (folder: string): Promise<void> => {
  const seed = (value?: string) => seedSecret(folder, LOCAL_ACCOUNT, secretName(visitorTokenKeys.name), value);
  if (!(await seed())) await seed(formatKeyRing(firstKeyRing(systemClock.now())));
};
