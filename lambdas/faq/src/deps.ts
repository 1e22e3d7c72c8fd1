import type { Embedders } from '@frontdesk/assistant/models/available-embedders';
import type { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import type { Clock } from '@frontdesk/core/clock';
import { routeOf } from '@frontdesk/core/declare';
import type { Tables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';

export interface Deps {
  readonly tables: Tables<'faq' | 'logs' | 'prompts'>;
  readonly clock: Clock;
  readonly indexes: IndexCache;
  readonly embedders: Embedders;
}

export const route = routeOf<Deps, TenantSettings>();
