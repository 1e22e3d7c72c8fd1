import type { ModelEvent, Signal } from '../types';

/** What a language model writes at the end of its answer as a signal to us: the house rules ask for it. */
export const SIGNAL_MARKS: Readonly<Record<Signal, string>> = {
  unanswered: '[[unanswered]]',
  handoff: '[[handoff]]',
};

const SIGNALS = ['unanswered', 'handoff'] as const satisfies readonly Signal[];
const ANY_MARK = /\[\[(?:unanswered|handoff)\]\]/gu;

/** How many characters at the end of `text` may be the beginning of a mark. */
const undecided = (text: string): number => {
  const from = text.lastIndexOf('[');
  if (from < 0) return 0;
  // A mark begins with two brackets; the last may be the second of them.
  const start = from > 0 && text[from - 1] === '[' ? from - 1 : from;
  const end = text.slice(start);
  return SIGNALS.some((signal) => SIGNAL_MARKS[signal].startsWith(end)) ? end.length : 0;
};

/** Removes the marks from a model's text, wherever its chunks cut them, and turns them into signals. */
export async function* readSignals(events: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  let held = '';
  for await (const event of events) {
    if (event.type !== 'text') {
      if (held) yield { type: 'text', text: held };
      held = '';
      yield event;
      continue;
    }
    const text = held + event.text;
    const found = SIGNALS.filter((signal) => text.includes(SIGNAL_MARKS[signal]));
    const clean = text.replace(ANY_MARK, '');
    const cut = clean.length - undecided(clean);
    held = clean.slice(cut);
    if (cut > 0) yield { type: 'text', text: clean.slice(0, cut) };
    for (const signal of found) yield { type: 'signal', signal };
  }
  if (held) yield { type: 'text', text: held };
}
