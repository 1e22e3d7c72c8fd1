import type { Clock } from '@frontdesk/core/time';
import { createTables } from '@frontdesk/local/dynamodb/engine/create-tables';
import { startEngine } from '@frontdesk/local/dynamodb/engine/engine';
import { collectTable } from '@frontdesk/manifest/collect';
import { createDocumentClient, type DocumentClient, openAllTables, type Tables } from '@frontdesk/tables';
import * as definitions from '@frontdesk/tables/definitions';
import { type Around, aroundClient } from './around';
import { quietLog } from './quiet-log';

const PATIENCE_MS = 30_000;

export const TEST_PREFIX = 'frontdesk-test';

export interface TestTables {
  readonly tables: Tables;
  readonly client: DocumentClient;
  /** Puts something around every call of the client. Returns what takes it away again. */
  around(layer: Around): () => void;
  readonly clock: Clock & { set(epochMs: number): void };
  /** For processes that the test starts itself: `testClient` reaches it. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A clock that a test sets. */
export const testClock = (start = Date.UTC(2026, 0, 15, 9, 0, 0)): TestTables['clock'] => {
  let now = start;
  return {
    now: () => now,
    set: (epochMs) => {
      now = epochMs;
    },
  };
};

/** A client of a test's engine. */
export const testClient = (endpoint: string): DocumentClient =>
  createDocumentClient({
    endpoint,
    region: 'us-east-1',
    credentials: () => ({ accessKeyId: 'test', secretAccessKey: 'test' }),
    // Unlike any function, a test sends hundreds of requests at once through one process, so they wait for a socket.
    connectMs: PATIENCE_MS,
    answerMs: PATIENCE_MS,
  });

/** Every declared table, empty, on an engine of the test's own. */
export const startTestTables = async (clock = testClock()): Promise<TestTables> => {
  const engine = await startEngine({ dbPath: undefined, environment: process.env, log: quietLog });
  await createTables(engine.endpoint, Object.values(definitions).map(collectTable), TEST_PREFIX);
  const { client, around } = aroundClient(testClient(engine.endpoint));
  const tables = openAllTables({ clientFor: () => client, registryClient: client, namePrefix: TEST_PREFIX, clock });
  return {
    tables,
    client,
    around,
    clock,
    endpoint: engine.endpoint,
    close: async () => {
      client.destroy();
      await engine.close();
    },
  };
};
