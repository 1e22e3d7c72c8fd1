/** The WebSocket API: what a function's `index.ts` and its routes need. */
export type { Frame, SocketIdentity, Upgrade } from './frame';
export { type ErrorFrame, socketHandler } from './handler';
export { ConnectionRefused } from './refusal';
