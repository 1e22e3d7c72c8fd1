import { setTimeout as delay } from 'node:timers/promises';
import { createConnections } from '@frontdesk/aws';
import { systemClock } from '@frontdesk/core/time';
import type { RealtimeDeps } from '@frontdesk/realtime';
import { type DocumentClient, openAllTables, type Tables } from '@frontdesk/tables';
import { quietLog } from '@frontdesk/testkit/quiet-log';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import { TEST_PREFIX, testClient } from '@frontdesk/testkit/test-tables';

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench', AWS_REGION: 'us-east-1' };

/** What a measured program talks to. */
export interface Places {
  /** Of DynamoDB. */
  readonly endpoint: string;
  readonly gatewayUrl: string;
}

export const tablesOf = (client: DocumentClient): Tables =>
  openAllTables({ clientFor: () => client, registryClient: client, namePrefix: TEST_PREFIX, clock: systemClock });

export const tablesAt = (endpoint: string): Tables => tablesOf(testClient(endpoint));

export const connectionsAt = (gatewayUrl: string, deadlineMs?: number) =>
  createConnections({
    callbackUrl: `${gatewayUrl}/stage`,
    environment: CREDENTIALS,
    ...(deadlineMs !== undefined && { deadlineMs }),
  });

const unused = (): never => {
  throw new Error('no file is measured');
};

/** What threads need, as functions have it; but nobody outside listens to what is published. */
export const realtimeParts = ({ gatewayUrl }: Places): RealtimeDeps => ({
  connections: connectionsAt(gatewayUrl),
  sender: { publish: async () => undefined, sendMessage: async () => undefined },
  uploads: { begin: unused, attach: unused, address: unused },
  clock: systemClock,
  log: quietLog,
  metrics: testPlatform().metrics,
  pause: (ms, signal) => delay(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined),
  retentionDays: 90,
});
