/** The HTTP pipeline: what a function's `index.ts` and its routes need. */
export * from './answer';
export { MAX_BODY_BYTES } from './body';
export { etagOf, requireMatch, type Versioned, versionHeaders } from './etag';
export { fieldsRule } from './fields-rule';
export { httpHandler } from './handler';
export type {
  Claim,
  ClaimOutcome,
  IdempotencyStore,
  KeyedRequest,
  Origin,
  Settlement,
  Settling,
} from './idempotency-store';
export type { HttpPlatform } from './platform';
export type { Request } from './request';
export { count, ordinal, pageOf, pageQuery, textNumber } from './schemas';
export { type Part, validate } from './validate';
