import type { Clock } from '@frontdesk/core/time';
import type { StoredSnapshots } from '@frontdesk/runtime';
import type { Tables } from '@frontdesk/tables';

export interface Deps {
  readonly tables: Tables<'faq' | 'prompts'>;
  readonly snapshots: StoredSnapshots;
  readonly clock: Clock;
}
