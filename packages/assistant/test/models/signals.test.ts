import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { readSignals, SIGNAL_MARKS } from '../../src/models/signals';
import type { ModelEvent } from '../../src/types';
import { collect } from '../support/collect';
import { stop, text } from '../support/scripted-model';

async function* streamed(events: readonly ModelEvent[]): AsyncGenerator<ModelEvent> {
  yield* events;
}

const read = async (events: readonly ModelEvent[]) => {
  const all = await collect(readSignals(streamed(events)));
  return {
    text: all.map((event) => (event.type === 'text' ? event.text : '')).join(''),
    signals: all.flatMap((event) => (event.type === 'signal' ? [event.signal] : [])),
    last: all.at(-1),
  };
};

/** Cuts a text at the given places. */
const cutAt = (whole: string, places: readonly number[]): ModelEvent[] => {
  const cuts = [0, ...places.map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length];
  return cuts.slice(1).map((end, i) => text(whole.slice(cuts[i], end)));
};

describe("signals in a model's text", () => {
  test('a mark becomes a signal and leaves no trace, wherever the stream cuts it', async () => {
    const whole = `I do not know. ${SIGNAL_MARKS.unanswered}`;
    await assertProperty(
      fc.asyncProperty(fc.array(fc.nat()), async (places) => {
        const result = await read([...cutAt(whole, places), stop]);
        expect(result).toEqual({ text: 'I do not know. ', signals: ['unanswered'], last: stop });
      }),
    );
  });

  test('text without a mark passes unchanged, brackets and all', async () => {
    const pieces = fc.array(fc.constantFrom('[', '[[', ']', 'un', 'handoff', '[[unans', ' ', 'text'), {
      maxLength: 12,
    });
    await assertProperty(
      fc.asyncProperty(pieces, fc.array(fc.nat()), async (parts, places) => {
        const whole = parts.join('');
        fc.pre(!Object.values(SIGNAL_MARKS).some((mark) => whole.includes(mark)));
        expect(await read([...cutAt(whole, places), stop])).toEqual({ text: whole, signals: [], last: stop });
      }),
    );
  });

  test('what is held back is given out where the stream breaks off', async () => {
    expect((await read([text('See [[un')])).text).toBe('See [[un');
  });

  test('both marks may stand in one reply', async () => {
    const { signals } = await read([text(`x ${SIGNAL_MARKS.handoff}${SIGNAL_MARKS.unanswered}`)]);
    expect(new Set(signals)).toEqual(new Set(['handoff', 'unanswered']));
  });
});
