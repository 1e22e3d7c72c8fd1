/** The stand-in for OpenAI, and for every server that speaks its protocol. */

export type { RecordedRequest } from '../scripted-server';
export type { Behaviour, ScriptedToolCall } from './behaviour';
export { type OpenAiServer, startOpenAiServer } from './server';
export { STAND_IN_KEY, standInAnswer } from './stand-in-answer';
