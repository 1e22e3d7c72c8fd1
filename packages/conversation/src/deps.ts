import type { Embedders } from '@frontdesk/assistant/models/available-embedders';
import type { Models } from '@frontdesk/assistant/models/available-models';
import type { IndexCache } from '@frontdesk/assistant/retrieval/index-cache';
import type { Clock } from '@frontdesk/core/clock';
import type { Ids } from '@frontdesk/core/ids';
import type { Metrics } from '@frontdesk/core/observe/metrics';
import type { Tables } from '@frontdesk/tables';

/** What conversations are held with, made once per cold start. */
export interface ConversationDeps {
  readonly tables: Tables<'faq' | 'logs' | 'prompts'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly indexes: IndexCache;
  readonly models: Models;
  readonly embedders: Embedders;
}
