import type { Clock } from '@frontdesk/core/time';
import { createVisitorKeys, createVisitorTokens, formatKeyRing, type KeyRing, type VisitorTokens } from '../src';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const ISSUER = 'frontdesk-test';

export const ANNA = { tenant: 'acme-dental', visitorId: '01VISITOR', threadId: '01THREAD' };

/** A function instance that reads its keys from wherever the operator put them. */
export const instance = (read: () => Promise<string | undefined>, clock: Clock): VisitorTokens =>
  createVisitorTokens({ keys: createVisitorKeys(read, clock), issuer: ISSUER, clock });

/** One that always has the same keys. */
export const instanceWith = (ring: KeyRing, clock: Clock): VisitorTokens =>
  instance(async () => formatKeyRing(ring), clock);
