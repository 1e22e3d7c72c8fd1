import type { Clock } from '@frontdesk/core/clock';
import { routeOf } from '@frontdesk/core/declare';
import type { Ids } from '@frontdesk/core/ids';
import type { Tables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';

export interface Deps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const route = routeOf<Deps, TenantSettings>();
