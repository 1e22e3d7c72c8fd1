import { routeOf } from '@frontdesk/core/declare';
import type { Directory, Limiter, LimitPolicy } from '@frontdesk/core/identity';
import type { Clock, Ids } from '@frontdesk/core/time';
import type { TenantSettings } from '@frontdesk/tenant';
import type { VisitorTokens } from '@frontdesk/tokens';

export interface Deps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly directory: Pick<Directory<TenantSettings>, 'settings'>;
  readonly limiter: Limiter;
  /** How often an address may call a tenant's public routes. */
  readonly policy: LimitPolicy;
  readonly visitorTokens: VisitorTokens;
  /** Where clients open connections; empty without a WebSocket API. */
  readonly realtimeUrl: string;
}

export const route = routeOf<Deps>();
