import type { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import type { ChatModel } from '@frontdesk/assistant/types';
import type { Clock } from '@frontdesk/core/clock';
import { routeOf } from '@frontdesk/core/declare';
import type { Ids } from '@frontdesk/core/ids';
import type { Metrics } from '@frontdesk/core/observe/metrics';
import type { Tables } from '@frontdesk/tables';

export interface Deps {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly indexes: IndexCache;
  /** The models there are, by the name that tenants list them under. */
  readonly models: ReadonlyMap<string, ChatModel>;
}

export const route = routeOf<Deps>();
