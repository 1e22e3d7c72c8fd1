/** The tables: their definitions, and one repository for each behind `forRequest` and `forTenant`. */
export type { DocumentClient, Operation } from '@frontdesk/aws/dynamodb';
export { createDocumentClient } from './access/client';
export { Contention, repeatOnContention } from './access/contention';
export type { Page, PageRequest } from './access/cursor';
export type { Write } from './access/write';
export * from './definitions';
export type { Embedding } from './faq/embedding';
export { canonicalQuestion, faqId, MAX_QUESTION_BYTES, questionOf } from './faq/faq-id';
export { type FaqReader, faqReader } from './faq/faq-reader';
export type { FaqContent, FaqEntry, FaqRepository, IndexedFaqEntry } from './faq/faq-repository';
export { faqRepository as faq } from './faq/faq-repository';
export { createIdempotencyStore } from './idempotency/idempotency-store';
export { PHONE_NUMBER, SESSION_ID, webContact } from './logs/contact';
export type { History, LogsRepository } from './logs/logs-repository';
export { logsRepository as logs } from './logs/logs-repository';
export { requireSameContact } from './logs/session-contact';
export type { Session, Turn } from './logs/turn';
export type { UnansweredQuestion } from './logs/unanswered';
export { openAllTables } from './open-all-tables';
export { MOST_CHANGED_AT_ONCE } from './prompts/faq-changes';
export type { PromptsRepository, SettingsToChange, SystemPrompt, TurnMaterial } from './prompts/prompts-repository';
export { promptsRepository as prompts } from './prompts/prompts-repository';
export type { DocumentVersion, VersionedDocument } from './prompts/versioned-document';
export type { Counted, Hit, RateLimitCounters } from './rate-limits/counters';
export { createDirectory, createTenantDirectory } from './registry/directory';
export { mapNumber, registerService } from './registry/registry';
export {
  type OnBehalf,
  type Openers,
  openPublicTables,
  openTables,
  openWorkerTables,
  type PublicTables,
  type RepositoryName,
  type RequestTables,
  type Tables,
  type TablesOptions,
  type TenantTables,
  type WorkerTables,
} from './tables';
export type { Booking } from './tasks/booking';
export type { TaskFilter } from './tasks/list-tasks';
export {
  isResource,
  isTaskName,
  MAX_RESERVATION_MS,
  TASK_KINDS,
  TASK_NAME,
  TASK_STATUSES,
  type Task,
  type TaskContent,
  type TaskKind,
  type TaskStatus,
} from './tasks/task';
export { type TasksRepository, tasksRepository as tasks } from './tasks/tasks-repository';
export type { Connection, ConnectionsRepository, SocketRole } from './threads/connections-repository';
export { connectionsRepository as connections } from './threads/connections-repository';
export { MESSAGE_ID } from './threads/keys';
export { type Attachment, MESSAGE_TYPES, type MessageType, type ThreadMessage } from './threads/message';
export type { MessagesRepository, StoredMessage } from './threads/messages-repository';
export { messagesRepository as messages } from './threads/messages-repository';
export type { Handoff, HumanOwner, Ownership, ReplyLease, Thread } from './threads/thread';
export type { ThreadsRepository } from './threads/threads-repository';
export { threadsRepository as threads } from './threads/threads-repository';
