/** How many requests a tenant or an address may make in a window of time. */
export { createLimiter, type LimiterOptions } from './limiter';
export { publicPolicy } from './policy';
