import { setTimeout as delay } from 'node:timers/promises';
import type { ChatModel } from '@frontdesk/assistant';

/** What a model writes at a time, and how often: about twenty tokens a second, for ten seconds. */
const TOKEN = ' and so on';
const TOKEN_MS = 50;
export const TOKENS = 200;

/** A model that writes a long reply at an even pace. */
export const steadyModel: ChatModel = {
  name: 'offline',
  async *stream() {
    for (let token = 0; token < TOKENS; token += 1) {
      await delay(TOKEN_MS);
      yield { type: 'text', text: TOKEN };
    }
    yield { type: 'usage', input_tokens: 0, output_tokens: TOKENS };
    yield { type: 'stop', reason: 'stop' };
  },
};
