import type { ToolCall } from '../types';
import { ModelFailure } from './failure';

/** Characters per token: twice what English needs, so that a server which counts tokens differently is not cut off. */
const CHARACTERS_A_TOKEN = 8;
/**
 * Characters. Twice the longest answer of a FAQ (16 KB), which the offline model reads out; and, also as UTF-8, far below what
 * an item of DynamoDB holds (400 KB).
 */
const LEAST_ROOM = 32_768;

/** Characters of a call. One is for the call itself, so that empty calls are limited too. */
export const sizeOf = ({ id, name, arguments: given }: ToolCall): number => 1 + id.length + name.length + given.length;

/** How much a model may say in one answer: an answer that ignores its limit is not collected endlessly. */
export class AnswerRoom {
  readonly #size: number;
  #used = 0;

  constructor(maxOutputTokens: number) {
    this.#size = Math.max(CHARACTERS_A_TOKEN * maxOutputTokens, LEAST_ROOM);
  }

  /** Takes this many characters, or throws a {@link ModelFailure} if that is too many. */
  take(characters: number): void {
    this.#used += characters;
    if (this.#used > this.#size)
      throw new ModelFailure('garbage', `the answer is longer than ${this.#size} characters`);
  }
}
