/** The WebSocket API: what a function's `index.ts` and its routes need. */
export { type ErrorFrame, errorFrame } from './error-frame';
export type { Frame, SocketIdentity, Upgrade } from './frame';
export { socketHandler } from './handler';
export { ConnectionRefused } from './refusal';
