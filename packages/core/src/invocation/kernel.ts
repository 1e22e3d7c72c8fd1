import type { Clock } from '../clock';
import type { Log } from '../observe/log';
import type { Metrics } from '../observe/metrics';

/** What every invocation needs, whatever triggered it. Made once per cold start and handed in. */
export interface Kernel {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
}
