import type { ModelEvent, ToolSpec } from '../types';
import { AnswerRoom, sizeOf } from './answer-room';

/** Puts together the blocks of an answer that are of use only when they are whole: tool calls, and what the model reasoned. */
export class ContentBlocks {
  readonly #calls = new Map<number, { readonly id: string; readonly name: string; arguments: string }>();
  readonly #reasoning = new Map<number, { text: string; signature: string }>();
  readonly #room: AnswerRoom;
  readonly #reasoningRoom: AnswerRoom;

  /** @param reasoningTokens that the model may spend besides its answer. Whoever goes far beyond them is given up. */
  constructor(room: AnswerRoom, reasoningTokens: number) {
    this.#room = room;
    this.#reasoningRoom = new AnswerRoom(reasoningTokens);
  }

  beginCall(index: number, id: string, name: string): void {
    const call = { id, name, arguments: '' };
    this.#room.take(sizeOf(call));
    this.#calls.set(index, call);
  }

  /** A piece of a call that has not begun is dropped: nobody could know whom it calls. */
  addInput(index: number, input: string): void {
    const call = this.#calls.get(index);
    if (!call) return;
    this.#room.take(input.length);
    call.arguments += input;
  }

  addReasoning(
    index: number,
    { text = '', signature = '' }: { text?: string | undefined; signature?: string | undefined },
  ): void {
    this.#reasoningRoom.take(text.length + signature.length);
    const before = this.#reasoning.get(index) ?? { text: '', signature: '' };
    this.#reasoning.set(index, { text: before.text + text, signature: before.signature + signature });
  }

  get calls(): number {
    return this.#calls.size;
  }

  /** Reasoning without a signature is dropped: no model takes it back. A call without arguments has `{}`. */
  *events(model: string, tools: readonly ToolSpec[]): Generator<ModelEvent> {
    for (const block of this.#reasoning.values()) {
      if (block.signature !== '') yield { type: 'reasoning', model, ...block };
    }
    for (const call of this.#calls.values()) {
      yield { type: 'tool_call', ...call, arguments: call.arguments || '{}' };
    }
    if (this.#calls.size > 0) return;
    const reasoned = [...this.#reasoning.values()].map(({ text }) => text).join('\n');
    const words = new Set(reasoned.match(/[\w-]+/g));
    for (const { name } of tools) if (words.has(name)) yield { type: 'uncalled', tool: name };
  }
}
