import type { Log } from '../observe/log';
import type { Metrics } from '../observe/metrics';
import type { Clock } from '../time/clock';

/** What every invocation needs, whatever triggered it. Made once per cold start and handed in. */
export interface Kernel {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
}
