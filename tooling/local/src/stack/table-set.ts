import type { Log } from '@frontdesk/core/observe';
import { systemClock } from '@frontdesk/core/time';
import type { Manifest } from '@frontdesk/manifest';
import { createTables } from '../dynamodb/engine/create-tables';
import { startTtlSweeper, type TtlSweeper } from '../dynamodb/engine/ttl-sweeper';
import { LOCAL_ACCOUNT } from './account';

const TTL_ROUND_MS = 60_000;

/** The declared tables on the engine, from which expired items are swept. */
export interface TableSet {
  /** Makes the tables that a manifest declares and that do not exist yet. From then on, its tables are swept. */
  ensure(manifest: Manifest): Promise<void>;
  close(): Promise<void>;
}

export const openTableSet = (endpoint: string, log: Log): TableSet => {
  const { namePrefix } = LOCAL_ACCOUNT;
  let sweeper: TtlSweeper | undefined;
  return {
    ensure: async (manifest) => {
      const tables = Object.values(manifest.tables);
      await createTables(endpoint, tables, namePrefix);
      await sweeper?.close();
      sweeper = startTtlSweeper({ endpoint, tables, namePrefix, intervalMs: TTL_ROUND_MS, clock: systemClock, log });
    },
    close: async () => sweeper?.close(),
  };
};
