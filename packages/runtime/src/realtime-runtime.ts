import { setTimeout as delay } from 'node:timers/promises';
import { createConnections, createObjects, createPresigner } from '@frontdesk/aws';
import { address, present, readConfig } from '@frontdesk/core/config';
import { ulids } from '@frontdesk/core/time';
import { createUploads, type RealtimeDeps } from '@frontdesk/realtime';
import type { Base } from './base';
import { senderRuntime } from './sender-runtime';

/** A whole number of days. */
const days: typeof present = (value) => (/^[1-9]\d{0,3}$/.test(value) ? undefined : 'must be 1 to 9999');

const environment = { SOCKET_CALLBACK_URL: address, ACCOUNT_ID: present, MESSAGE_RETENTION_DAYS: days };

/** What threads need, for a function that declares `threadEnvironment` and `threadGrants`. */
export const realtimeRuntime = (base: Pick<Base, 'clock' | 'log' | 'metrics' | 'namePrefix'>): RealtimeDeps => {
  const settings = readConfig(environment);
  const installation = { namePrefix: base.namePrefix, accountId: settings.ACCOUNT_ID };
  const presigner = createPresigner({ ...installation, clock: base.clock });
  return {
    connections: createConnections({ callbackUrl: settings.SOCKET_CALLBACK_URL }),
    sender: senderRuntime(base),
    uploads: createUploads(createObjects(installation), presigner, ulids()),
    clock: base.clock,
    log: base.log,
    metrics: base.metrics,
    pause: (ms, signal) => delay(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined),
    retentionDays: Number(settings.MESSAGE_RETENTION_DAYS),
  };
};
