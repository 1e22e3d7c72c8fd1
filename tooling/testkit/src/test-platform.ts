import type { BatchPlatform } from '@frontdesk/core/batch';
import type { HttpPlatform } from '@frontdesk/core/http';
import { systemClock } from '@frontdesk/core/time';
import { defaultSettings } from '@frontdesk/tenant';
import { quietLog } from './quiet-log';

const unused = (part: string) => (): never => {
  throw new Error(`this test was to use no ${part}`);
};

export interface TestPlatform extends HttpPlatform, BatchPlatform {
  /** How often each metric was counted, by its name. */
  readonly counted: Map<string, number>;
}

/**
 * What a pipeline needs, with nothing behind it: every tenant has the default settings and no limit, no service is
 * registered, no answer is kept, and no message can be put off.
 */
export const testPlatform = (over: Partial<HttpPlatform & BatchPlatform> = {}): TestPlatform => {
  const counted = new Map<string, number>();
  return {
    log: quietLog,
    metrics: {
      count: (name, value = 1) => void counted.set(name, (counted.get(name) ?? 0) + value),
      milliseconds: () => undefined,
      flush: () => undefined,
    },
    clock: systemClock,
    webClientId: 'web',
    namePrefix: 'app-test',
    changeVisibility: unused('queue'),
    directory: {
      settings: async () => defaultSettings(),
      lastKnown: () => undefined,
      serviceTenants: async () => undefined,
      lastRegistered: () => false,
      refuses: () => false,
    },
    limiter: { take: async () => ({}) },
    idempotency: {
      claim: unused('idempotency'),
      settle: unused('idempotency'),
      release: unused('idempotency'),
    },
    ...over,
    counted,
  };
};

/** The claims of a staff user's ID token, as API Gateway hands them on. */
export const staffClaims = (tenant: string, groups = '[agent]', sub = 'user-1'): Record<string, string> => ({
  token_use: 'id',
  aud: 'web',
  sub,
  'custom:tenant_id': tenant,
  'cognito:groups': groups,
});

/** The claims of a service client's access token. */
export const serviceClaims = (clientId: string): Record<string, string> => ({
  token_use: 'access',
  client_id: clientId,
  scope: 'frontdesk/tenant.act',
});
