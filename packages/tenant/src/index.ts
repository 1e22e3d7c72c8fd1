/** What a business has settled for itself. Only operators need `./check-settings`, which includes zod's English messages. */
export { BUILT_IN_TOOLS, type FunctionConfig, functionConfig } from './function-config';
export { type Interval, merged, overlap, within, without } from './interval';
export { openIntervals } from './opening-hours';
export { defaultSettings, storedSettings, type TenantSettings, tenantSettings } from './settings';
export { type WallClock, type WallTime, wallClock } from './wall-clock';
