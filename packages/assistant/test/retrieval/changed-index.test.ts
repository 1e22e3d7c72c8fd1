import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { buildIndex } from '../../src/retrieval/faq-index';
import { entry, someText } from '../support/entries';
import { someHistory, whatIsLeft } from '../support/histories';

test('an index that followed every edit finds, scores and trusts exactly what one built anew does', () => {
  const someQuery = fc.record({
    text: someText,
    embedding: fc.option(
      fc.record({
        embedder: fc.constantFrom('e', 'f'),
        vector: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 4 }),
      }),
      { nil: undefined },
    ),
  });
  assertProperty(
    fc.property(someHistory, fc.array(someQuery, { minLength: 1, maxLength: 5 }), ({ first, edits }, queries) => {
      let followed = buildIndex(first);
      for (const { removed, written } of edits) {
        followed = followed.changed(removed, written).tidied();
      }
      const anew = buildIndex(whatIsLeft(first, edits));
      expect(followed.size).toBe(anew.size);
      for (const embedder of ['e', 'f']) {
        expect(followed.hasEmbeddingsOf(embedder)).toBe(anew.hasEmbeddingsOf(embedder));
      }
      for (const { text, embedding } of queries) {
        const options = embedding && { embedding };
        expect(followed.search(text, 10, options)).toEqual(anew.search(text, 10, options));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('slips are mended, hyphens set and katakana known by the words of the entries that are there, and by no others', () => {
  const first = [
    entry('Do you offer whitening?', 'Yes.'),
    entry('How much is a check-up?', '95.'),
    entry('ヘッドスパはありますか？', 'はい。'),
  ];
  const other = entry('Is there parking?', 'No.');
  const followed = buildIndex(first).changed(
    first.map(({ faq_id }) => faq_id),
    [other],
  );
  for (const query of ['whitenning', 'checkup', 'へっどすぱ', 'parkingg']) {
    expect(followed.search(query, 5)).toEqual(buildIndex([other]).search(query, 5));
  }
  expect(followed.search('parkingg', 5)).toHaveLength(1);
});

test('a thousand edits of single entries leave few parts, and little memory that nothing is in', () => {
  const question = (i: number) => entry(`Question ${i % 200}?`, `Answer ${i} about subject ${i % 17}.`);
  const first = Array.from({ length: 200 }, (_, i) => question(i));
  let followed = buildIndex(first);
  for (let i = 200; i < 1_200; i++) followed = followed.changed([], [question(i)]).tidied();
  const anew = buildIndex(Array.from({ length: 200 }, (_, i) => question(1_000 + i)));
  expect(followed.search('Question 7 about subject 3', 10)).toEqual(anew.search('Question 7 about subject 3', 10));
  expect(followed.parts.length).toBeLessThanOrEqual(9);
  expect(followed.bytes).toBeLessThan(3 * anew.bytes);
});
