import type { ToolCall } from '../types';
import { ModelFailure } from './failure';

/** Characters for a token: twice what English needs, so that a server which counts its own way is not cut. */
const CHARACTERS_A_TOKEN = 8;
/**
 * Characters. Twice the longest answer of a FAQ (16 KB), which the offline model reads out; and, also as UTF-8, far below what
 * an item of DynamoDB holds (400 KB).
 */
const LEAST_ROOM = 32_768;

/** Characters of a call. One for the call itself, so that empty ones do not go on without end either. */
export const sizeOf = ({ id, name, arguments: given }: ToolCall): number => 1 + id.length + name.length + given.length;

/** How much a model may say in one answer: one that ignores its limit is not collected without end. */
export class AnswerRoom {
  readonly #size: number;
  #used = 0;

  constructor(maxOutputTokens: number) {
    this.#size = Math.max(CHARACTERS_A_TOKEN * maxOutputTokens, LEAST_ROOM);
  }

  /** Takes so many characters, or throws a {@link ModelFailure} where they are too many. */
  take(characters: number): void {
    this.#used += characters;
    if (this.#used > this.#size)
      throw new ModelFailure('garbage', `the answer is longer than ${this.#size} characters`);
  }
}
