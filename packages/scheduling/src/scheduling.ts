import type { Clock, Ids } from '@frontdesk/core/time';
import type { TenantTables } from '@frontdesk/tables';

/** What scheduling for one tenant works with. */
export interface Scheduling {
  readonly tables: Pick<TenantTables, 'tasks' | 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Milliseconds that its caller has left: who loses to others tries again for as long as there is time. */
  remainingMs(): number;
}
