import { setTimeout as delay } from 'node:timers/promises';
import { createConnections } from '@frontdesk/aws';
import { readConfig } from '@frontdesk/core/config';
import type { RealtimeDeps } from '@frontdesk/realtime';
import * as z from 'zod/mini';
import type { Base } from './base';
import { senderRuntime } from './sender-runtime';

const config = z.object({
  SOCKET_CALLBACK_URL: z.url(),
  MESSAGE_RETENTION_DAYS: z.string().check(z.regex(/^\d{1,4}$/)),
});

/** What threads need, for a function that declares `threadEnvironment` and `threadGrants`. */
export const realtimeRuntime = (base: Pick<Base, 'clock' | 'metrics' | 'namePrefix'>): RealtimeDeps => {
  const { SOCKET_CALLBACK_URL: callbackUrl, MESSAGE_RETENTION_DAYS: days } = readConfig(config, process.env);
  return {
    connections: createConnections({ callbackUrl }),
    sender: senderRuntime(base),
    clock: base.clock,
    metrics: base.metrics,
    pause: (ms, signal) => delay(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined),
    retentionDays: Number(days),
  };
};
