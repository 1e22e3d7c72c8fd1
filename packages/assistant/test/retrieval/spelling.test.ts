import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { mend, slips, type Words } from '../../src/retrieval/spelling';

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 5, maxLength: 10 });

const wordsOf = (words: readonly string[]): Words => ({
  has: (sought) => words.includes(sought),
  beginningWith: (letter) => words.filter((known) => known.startsWith(letter)),
});

describe('spelling', () => {
  const dictionary = wordsOf(['parking', 'appointment', 'whitening', 'insurance', 'root', 'parkings']);

  test.each([
    ['parkng', 'parking'],
    ['praking', 'parking'],
    ['apointmnet', 'appointment'],
    ['insurence', 'insurance'],
    ['robot', 'robot'],
    ['barking', 'barking'],
    ['pizzeria', 'pizzeria'],
    ['駐車場', '駐車場'],
  ])('%s is taken for %s', (written, meant) => {
    expect(mend(written, dictionary)).toBe(meant);
  });

  test('the nearest word is found, as if all were compared, in whatever order they were met', () => {
    assertProperty(
      fc.property(word, fc.uniqueArray(word, { maxLength: 30 }), (written, known) => {
        const limit = written.length >= 8 ? 2 : 1;
        const near = known
          .filter((candidate) => candidate[0] === written[0])
          .map((candidate) => ({ candidate, distance: slips(written, candidate, limit) }))
          .filter(({ distance }) => distance <= limit)
          .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
        const expected = written.length < 6 ? written : (near[0]?.candidate ?? written);
        expect(mend(written, wordsOf(known))).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('slips are counted the same from both sides, and are none between equals', () => {
    assertProperty(
      fc.property(word, word, (a, b) => {
        expect(slips(a, b, 3)).toBe(slips(b, a, 3));
        expect(slips(a, b, 3) === 0).toBe(a === b);
      }),
    );
  });
});
