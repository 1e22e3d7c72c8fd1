/** The clock, ids that sort by it, and long calculations that let others in. */
export { type Clock, epochSeconds, isoTime, monotonicMs, systemClock } from './clock';
export { firstIdAt, type Ids, timeOfId, ulids } from './ids';
export { pauses } from './pauses';
