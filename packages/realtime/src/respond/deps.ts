import type { ConversationDeps } from '@frontdesk/conversation';
import type { TenantTables, WorkerTables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import type { RealtimeDeps } from '../deps';

type Named = 'threads' | 'messages' | 'connections' | 'faq' | 'logs' | 'prompts';

/** What the responder needs besides. */
export interface RespondDeps
  extends RealtimeDeps,
    Pick<ConversationDeps, 'indexes' | 'models' | 'embedders' | 'metrics'> {
  readonly tables: WorkerTables<Named>;
  /** Answers may be up to 30 seconds old. */
  settings(tenant: string): Promise<TenantSettings>;
}

export type RespondTables = TenantTables<Named>;
