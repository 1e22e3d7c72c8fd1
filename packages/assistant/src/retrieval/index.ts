/** Finding the entries of a FAQ that answer a question. */
export { ANSWER_CONFIDENCE } from './confidence';
export { buildIndex, type FaqIndex } from './faq-index';
export type { Followed } from './following/followed';
export { Follower, followAtOnce } from './following/follower';
export { packSnapshot, readSnapshot, SNAPSHOT_FORMAT } from './following/snapshot';
export type { FaqReader, FaqSource, FaqState } from './following/source';
export { IndexCache, type Snapshots } from './index-cache';
export { embedQuery } from './query-embedding';
export { findSources } from './sources';
