/** The HTTP pipeline: what a function's `index.ts` and its routes need. */
export * from './answer';
export { MAX_BODY_BYTES } from './body';
export { httpHandler } from './handler';
export type { Platform } from './platform';
export type { Request } from './request';
