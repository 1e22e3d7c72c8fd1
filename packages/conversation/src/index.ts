/** A turn from message to stored answer, whichever channel it comes by. */
export { converse, type Incoming, type Reply, type Settled } from './converse';
export type { ConversationDeps } from './deps';
