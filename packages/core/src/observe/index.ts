/** What is written down of what happens. */
export { createLog, type Log } from './log';
export { createMetrics, type Metrics } from './metrics';
