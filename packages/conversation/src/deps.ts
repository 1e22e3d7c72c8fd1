import type { Embedders, Models } from '@frontdesk/assistant/models';
import type { IndexCache } from '@frontdesk/assistant/retrieval';
import type { Metrics } from '@frontdesk/core/observe';
import type { Clock, Ids } from '@frontdesk/core/time';
import type { RequestTables } from '@frontdesk/tables';

/** What conversations need, made once per cold start. */
export interface ConversationDeps {
  readonly tables: RequestTables<'faq' | 'logs' | 'prompts'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly indexes: IndexCache;
  readonly models: Models;
  readonly embedders: Embedders;
}
