/** Finding the entries of a FAQ that answer a question. */
export { ANSWER_CONFIDENCE } from './confidence';
export { buildIndex, type FaqIndex } from './faq-index';
export { IndexCache } from './index-cache';
export { embedQuery } from './query-embedding';
export { findSources } from './sources';
