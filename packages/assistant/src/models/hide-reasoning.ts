import type { ModelEvent } from '../types';

/** Bedrock's operations other than Converse write what GPT-OSS reasons into its text, between these. */
const OPEN = '<reasoning>';
const CLOSE = '</reasoning>';

/** How many characters at the end of `text` may be the beginning of `tag`. */
const beginningOf = (tag: string, text: string): number => {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
};

/** Removes what stands between the tags from a text that comes in pieces; without an end, all that follows the first tag. */
class Hiding {
  #held = '';
  #hidden = false;

  add(piece: string): string {
    let rest = this.#held + piece;
    let shown = '';
    for (;;) {
      const tag = this.#hidden ? CLOSE : OPEN;
      const at = rest.indexOf(tag);
      const decided = at < 0 ? rest.length - beginningOf(tag, rest) : at;
      if (!this.#hidden) shown += rest.slice(0, decided);
      rest = rest.slice(at < 0 ? decided : at + tag.length);
      if (at < 0) break;
      this.#hidden = !this.#hidden;
    }
    this.#held = rest;
    return shown;
  }

  /** What was held because it could have become a tag. */
  end(): string {
    const rest = this.#hidden ? '' : this.#held;
    this.#held = '';
    return rest;
  }
}

/** Removes what a model reasons from its text, wherever its chunks cut the tags: it is never a customer's to read. */
export async function* hideReasoning(events: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  const hiding = new Hiding();
  for await (const event of events) {
    const text = event.type === 'text' ? hiding.add(event.text) : hiding.end();
    if (text !== '') yield { type: 'text', text };
    if (event.type !== 'text') yield event;
  }
  const rest = hiding.end();
  if (rest !== '') yield { type: 'text', text: rest };
}
