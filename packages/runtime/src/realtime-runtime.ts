import { setTimeout as delay } from 'node:timers/promises';
import { createConnections, createObjects, createPresigner } from '@frontdesk/aws';
import { readConfig } from '@frontdesk/core/config';
import { ulids } from '@frontdesk/core/time';
import { createUploads, type RealtimeDeps } from '@frontdesk/realtime';
import * as z from 'zod/mini';
import type { Base } from './base';
import { senderRuntime } from './sender-runtime';

const config = z.object({
  SOCKET_CALLBACK_URL: z.url(),
  ACCOUNT_ID: z.string(),
  MESSAGE_RETENTION_DAYS: z.string().check(z.regex(/^\d{1,4}$/)),
});

/** What threads need, for a function that declares `threadEnvironment` and `threadGrants`. */
export const realtimeRuntime = (base: Pick<Base, 'clock' | 'metrics' | 'namePrefix'>): RealtimeDeps => {
  const settings = readConfig(config, process.env);
  const installation = { namePrefix: base.namePrefix, accountId: settings.ACCOUNT_ID };
  const presigner = createPresigner({ ...installation, clock: base.clock });
  return {
    connections: createConnections({ callbackUrl: settings.SOCKET_CALLBACK_URL }),
    sender: senderRuntime(base),
    uploads: createUploads(createObjects(installation), presigner, ulids()),
    clock: base.clock,
    metrics: base.metrics,
    pause: (ms, signal) => delay(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined),
    retentionDays: Number(settings.MESSAGE_RETENTION_DAYS),
  };
};
