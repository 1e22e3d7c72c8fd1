/** The tables' definitions. The manifest collects those that a function is granted. */
export { connectionsTable } from './connections';
export { faqTable } from './faq';
export { idempotencyTable } from './idempotency';
export { logsTable } from './logs';
export { messagesTable } from './messages';
export { promptsTable } from './prompts';
export { rateLimitsTable } from './rate-limits';
export { registryTable } from './registry';
export { tasksTable } from './tasks';
export { threadsTable } from './threads';
