/** The frames of the WebSocket API: their shapes, and how what is stored is said in them. */
export { connectQuery } from './connect';
export * from './message';
export { PUSHED_FRAMES, type PushedFrame } from './pushed';
export * as sent from './sent';
export { threadBody } from './thread-frame';
