import type { Log } from '@frontdesk/core/observe';
import type { Queues } from '../../sqs/queues';
import type { Lambda } from '../lambda';

/** What the pollers of one deployment work with. */
export interface Target {
  readonly queues: Queues;
  readonly lambda: Pick<Lambda, 'invoke'>;
  readonly log: Pick<Log, 'error'>;
  /** Whether the deployment is ending: a failed invocation was then cut off, and its messages are handed back. */
  abandoned(): boolean;
}
