import type { Embedders } from '@frontdesk/assistant/models';
import type { IndexCache } from '@frontdesk/assistant/retrieval';
import type { Sender } from '@frontdesk/aws';
import { routeOf } from '@frontdesk/core/declare';
import type { Clock } from '@frontdesk/core/time';
import type { RequestTables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';

export interface Deps {
  readonly tables: RequestTables<'faq' | 'logs' | 'prompts'>;
  readonly clock: Clock;
  readonly indexes: IndexCache;
  readonly embedders: Embedders;
  readonly sender: Pick<Sender, 'sendMessage'>;
}

export const route = routeOf<Deps, TenantSettings>();
