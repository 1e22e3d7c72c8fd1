import type { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import type { Clock } from '@frontdesk/core/clock';
import { routeOf } from '@frontdesk/core/declare';
import type { Ids } from '@frontdesk/core/ids';
import type { Metrics } from '@frontdesk/core/observe/metrics';
import type { Embedders } from '@frontdesk/runtime/embedders';
import type { Tables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import type { Models } from './models';

export interface Deps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly indexes: IndexCache;
  readonly models: Models;
  readonly embedders: Embedders;
}

export const route = routeOf<Deps, TenantSettings>();
