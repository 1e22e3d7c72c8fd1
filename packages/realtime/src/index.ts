/** Threads: what visitors, staff and assistants write to each other, and who may speak. */
export type { Connections, Participant, Posted, RealtimeDeps, ThreadTables } from './deps';
export { release, takeOver } from './ownership/take-over';
export { type Audience, broadcast, tellInbox } from './push/broadcast';
export { pushThread } from './push/push-thread';
export type { RespondDeps } from './respond/deps';
export { type Responded, type Responding, respond } from './respond/respond';
export { MAX_FRAME_BYTES, type Sending, sendMessage } from './send/send-message';
export { changeThread } from './thread/change-thread';
export { isOwnedByHuman, withRead } from './thread/transitions';
export { CONTENT_TYPES } from './uploads/types';
export { createUploads, type NamedUpload, type Uploads } from './uploads/uploads';
