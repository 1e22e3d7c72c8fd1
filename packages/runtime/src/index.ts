/** What a function is made of at cold start. */
export { type Base, createBase } from './base';
export { batchPlatform } from './batch-platform';
export { connectingRuntime } from './connecting-runtime';
export { conversationModels, conversationRuntime } from './conversation-runtime';
export { embeddingRuntime } from './embedding-runtime';
export { faqSnapshots, type StoredSnapshots } from './faq-snapshots';
export { indexRuntime } from './index-runtime';
export { publicPlatform } from './public-platform';
export { type PublicRuntime, publicRuntime } from './public-runtime';
export { realtimeRuntime } from './realtime-runtime';
export { senderRuntime } from './sender-runtime';
export { tenantPlatform } from './tenant-platform';
export { type TenantRuntime, tenantRuntime } from './tenant-runtime';
export { visitorTokensRuntime } from './visitor-tokens-runtime';
export { type WorkerRuntime, workerRuntime } from './worker-runtime';
