/** A turn from message to stored answer, whichever channel it comes by. */
export { type AnswerEvent, type Outcome, streamAnswer } from './answer-turn';
export { converse, type Incoming, type Reply, type Settled } from './converse';
export type { ConversationDeps } from './deps';
export { readMaterial } from './read-material';
