import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { hideReasoning } from '../../src/models/hide-reasoning';
import type { ModelEvent } from '../../src/types';
import { collect } from '../support/collect';
import { text } from '../support/scripted-model';

async function* stream(pieces: readonly string[]): AsyncGenerator<ModelEvent> {
  for (const piece of pieces) yield text(piece);
}

const shown = async (pieces: readonly string[]): Promise<string> => {
  const events = await collect(hideReasoning(stream(pieces)));
  return events.map((event) => (event.type === 'text' ? event.text : '')).join('');
};

/** A text cut into pieces of these lengths, with what is left at the end. */
const cut = (whole: string, lengths: readonly number[]): string[] => {
  let at = 0;
  const pieces = lengths.map((length) => {
    at += length;
    return whole.slice(at - length, at);
  });
  return [...pieces, whole.slice(at)];
};

const lengths = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 60 });
const words = fc.string({ unit: fc.constantFrom('a', ' ', '<', '>', '/', 'r', 'reasoning', '駐'), maxLength: 12 });

test('what stands between the tags is never shown, wherever the text is cut, and the rest always is', async () => {
  const plain = words.filter((each) => !/<\/?reasoning>/.test(`<${each}>`) && !each.endsWith('<'));
  await assertProperty(
    fc.asyncProperty(fc.array(fc.tuple(plain, words), { maxLength: 4 }), plain, lengths, async (parts, last, at) => {
      const hidden = parts.map(([, reasoned]) => reasoned.replaceAll('</reasoning>', ''));
      const whole = parts.map(([said], i) => `${said}<reasoning>${hidden[i]}</reasoning>`).join('') + last;
      expect(await shown(cut(whole, at))).toBe(parts.map(([said]) => said).join('') + last);
    }),
    { numRuns: 300 },
  );
});

test('a text without tags is shown as it is', async () => {
  await assertProperty(
    fc.asyncProperty(words, lengths, async (whole, at) => {
      fc.pre(!whole.includes('<reasoning>'));
      expect(await shown(cut(whole, at))).toBe(whole);
    }),
  );
});

test('reasoning that never ends hides all that follows', async () => {
  expect(await shown(['Yes. <reas', 'oning>We need to say', ' that ', 'there is parking.'])).toBe('Yes. ');
});
