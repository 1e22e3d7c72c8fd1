/** What a process keeps between invocations. */
export { Cache, type CacheOptions } from './cache';
export { once } from './once';
