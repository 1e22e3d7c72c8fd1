/** The chat turn. */
export { AssistantUnavailable, type FailedAttempt } from './models/fallback';
export { assemblePrompt, instructionsFit, PROMPT_BUDGET } from './prompt/assemble';
export { estimateTokens } from './prompt/tokens';
export { runTurn, streamTurn, type TurnDeps, type TurnEvent, type TurnInput, type TurnResult } from './turn';
export type { ChatModel, IndexableEntry, ModelEvent, ModelRequest } from './types';
