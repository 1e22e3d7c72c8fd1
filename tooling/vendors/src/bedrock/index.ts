/** The stand-in for Bedrock's ConverseStream. */
export type { RecordedRequest } from '../scripted-server';
export type { Behaviour, ScriptedAnswer, ScriptedEvent, ScriptedToolUse } from './behaviour';
export { answerEvents, eventMessage } from './messages';
export { type BedrockServer, startBedrockServer } from './server';
export { standInAnswer } from './stand-in-answer';
