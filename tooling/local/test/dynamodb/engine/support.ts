import { setTimeout as delay } from 'node:timers/promises';
import { type AttributeValue, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ManifestTable } from '@frontdesk/manifest/manifest';
import { runningProcesses } from '@frontdesk/testkit/processes';
import { adminClient } from '../../../src/dynamodb/engine/admin-client';

export const quiet = { info: () => undefined, warn: () => undefined };

/** A table as the manifest declares one, with a range key, an index and a TTL. */
export const sampleTable: ManifestTable = {
  name: 'notes',
  description: 'For tests',
  partition_key: { name: 'client_id', type: 'S' },
  sort_key: { name: 'id', type: 'S' },
  indexes: {
    ByTime: {
      partition_key: { name: 'client_id', type: 'S' },
      sort_key: { name: 'at', type: 'N' },
      projection: 'ALL',
    },
  },
  ttl_attribute: 'expires_at',
};

/** Polls until `condition` holds. @throws Error after the deadline. */
export const eventually = async (condition: () => boolean | Promise<boolean>, deadlineMs = 5_000): Promise<void> => {
  const end = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not so within ${deadlineMs} ms`);
    await delay(10);
  }
};

/** The running engines (not the shells around them) that have `marker` among their arguments. */
export const enginePids = (marker: string): number[] =>
  runningProcesses().flatMap(({ pid, command }) => {
    const [program, ...args] = command.split(' ');
    return program?.endsWith('dynoxide') && args.includes(marker) ? [pid] : [];
  });

/** Sends SIGKILL; a process that ended just before is killed enough. */
export const sigkill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Kills the one engine that `marker` finds. */
export const killEngine = async (marker: string): Promise<void> => {
  const [pid] = enginePids(marker);
  if (pid === undefined) throw new Error('no such engine runs');
  sigkill(pid);
  await eventually(() => !enginePids(marker).includes(pid));
};

export const itemStore = (endpoint: string, table: string) => {
  const client = adminClient(endpoint);
  return {
    put: (Item: Record<string, AttributeValue>) => client.send(new PutItemCommand({ TableName: table, Item })),
    get: async (id: string) =>
      (await client.send(new GetItemCommand({ TableName: table, Key: { client_id: { S: 'a' }, id: { S: id } } }))).Item,
    close: () => client.destroy(),
  };
};
