import type { Clock, Ids } from '@frontdesk/core/time';
import type { TenantTables } from '@frontdesk/tables';

/** What scheduling for one tenant needs. */
export interface Scheduling {
  readonly tables: Pick<TenantTables, 'tasks' | 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Milliseconds that the caller has left: a change that loses to another is tried again while there is time. */
  remainingMs(): number;
}
