import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { datasets } from '../../eval/dataset';
import { ANSWER_CONFIDENCE } from '../../src/retrieval/confidence';
import { buildIndex } from '../../src/retrieval/faq-index';
import { entry, someFaq, someText } from '../support/entries';

const parking = entry('Do you have parking?', 'Yes, six free spaces behind the building.');
const chusha = entry('駐車場はありますか？', '店の裏に3台分あります。');

describe('FAQ index', () => {
  test('results do not depend on the order in which entries were read', () => {
    const permuted = someFaq.chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    );
    assertProperty(
      fc.property(permuted, someText, ([entries, shuffled], query) => {
        expect(buildIndex(shuffled).search(query, 10)).toEqual(buildIndex(entries).search(query, 10));
      }),
      { numRuns: 500 },
    );
  });

  test("results are the FAQ's own, each once, by falling score, within the limit, with confidences from 0 to 1", () => {
    assertProperty(
      fc.property(someFaq, someText, fc.integer({ min: 1, max: 8 }), (entries, query, limit) => {
        const results = buildIndex(entries).search(query, limit);
        expect(results.length).toBeLessThanOrEqual(limit);
        expect(new Set(results.map((result) => result.entry.faq_id)).size).toBe(results.length);
        for (const [place, { entry: found, score, confidence }] of results.entries()) {
          expect(entries).toContainEqual(found);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(results[place - 1]?.score ?? Number.POSITIVE_INFINITY);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("an entry's own question finds it with certainty, whatever the FAQ's size", () => {
    for (const { entries } of datasets()) {
      for (const size of [1, 10, entries.length]) {
        const index = buildIndex(entries.slice(0, size));
        for (const { faq_id, question } of entries.slice(0, size)) {
          const [best] = index.search(question, 1);
          expect([question, best?.entry.faq_id]).toEqual([question, faq_id]);
          expect(best?.confidence).toBeGreaterThan(0.8);
        }
      }
    }
  });

  test.each(['parking', 'PARKING?', 'is ther parkng nearby', 'Where can I park my car?'])(
    'one entry is found by "%s"',
    (query) => {
      const [best] = buildIndex([parking]).search(query, 1);
      expect(best?.confidence).toBeGreaterThanOrEqual(ANSWER_CONFIDENCE);
    },
  );

  test.each(['駐車場', '車で行けますか', 'ちゅうしゃ場ある？'])('one entry is found by 「%s」', (query) => {
    const [best] = buildIndex([chusha]).search(query, 1);
    expect(best?.confidence).toBeGreaterThanOrEqual(ANSWER_CONFIDENCE);
  });

  test.each(['Do you sell pizza?', 'do you have a swimming pool', 'what is it', '', '???'])(
    'one entry is no sure answer to "%s"',
    (query) => {
      const [best] = buildIndex([parking, chusha]).search(query, 1);
      expect(best?.confidence ?? 0).toBeLessThan(ANSWER_CONFIDENCE);
    },
  );

  test('katakana written as hiragana is understood where the FAQ has the word', () => {
    const [best] = buildIndex([entry('ヘッドスパはありますか？', 'あります。'), chusha]).search(
      'へっどすぱやってる？',
      1,
    );
    expect(best?.entry.question).toBe('ヘッドスパはありますか？');
    expect(best?.confidence).toBeGreaterThanOrEqual(ANSWER_CONFIDENCE);
  });

  test.each([
    ['ぱーまの料金', 'パーマの料金は？'],
    ['ぱーまはいくらですか', 'パーマの料金は？'],
    ['からーの料金', 'カラーの料金は？'],
    ['しゃんぷーはいくら？', 'シャンプーの料金は？'],
    ['かっとの料金', 'カットの料金は？'],
  ])('「%s」, a long vowel of katakana in hiragana included, finds 「%s」', (query, question) => {
    const salon = ['カット', 'パーマ', 'カラー', 'シャンプー'].map((what) =>
      entry(`${what}の料金は？`, '4,400円からです。'),
    );
    const [best] = buildIndex(salon).search(query, 1);
    expect(best?.entry.question).toBe(question);
    expect(best?.confidence).toBeGreaterThanOrEqual(ANSWER_CONFIDENCE);
  });

  test.each([
    ['how much is a checkup', 'How much is a check-up?'],
    ['Checkups?', 'How much is a check-up?'],
    ['how much is a check-up', 'How much is a check-up?'],
    ['how much is an xray', 'How much are X-rays?'],
    ['how much is a touch-up', 'How much is a touchup?'],
  ])('"%s" finds "%s", with the hyphen or without', (query, question) => {
    const prices = ['is a filling', 'is a check-up', 'are X-rays', 'is a touchup'].map((what) =>
      entry(`How much ${what}?`, 'From 95.'),
    );
    const [best] = buildIndex(prices).search(query, 1);
    expect(best?.entry.question).toBe(question);
    expect(best?.confidence).toBeGreaterThanOrEqual(ANSWER_CONFIDENCE);
  });

  test('an empty FAQ finds nothing', () => {
    expect(buildIndex([]).search('parking', 5)).toEqual([]);
  });

  test('a long question finds the entry that its one telling part is about', () => {
    const [best] = buildIndex([parking, entry('Do you treat children?', 'Yes.')]).search(
      'Good morning, I am writing because my sister and I are going to come on Monday and we were wondering about parking',
      1,
    );
    expect(best?.entry).toEqual(parking);
  });

  test('5,000 entries are indexed and searched within the time of a turn', () => {
    for (const { entries, questions } of datasets()) {
      const many = Array.from({ length: 5_000 }, (_, i) => {
        const [a, b] = [entries[i % entries.length], entries[(i * 7 + 3) % entries.length]];
        return entry(`${a?.question} ${i}`, `${a?.answer} ${b?.answer}`);
      });
      const start = performance.now();
      const index = buildIndex(many);
      const built = performance.now();
      for (const { text } of questions.tuning) index.search(text, 5);
      const searched = performance.now();
      // About 250 ms and 0.5 ms when nothing else runs: enough room for a busy machine, not for a hang.
      expect(built - start).toBeLessThan(20_000);
      expect((searched - built) / questions.tuning.length).toBeLessThan(200);
    }
  });

  test.each([
    [
      'unknown words',
      Array.from({ length: 900 }, (_, i) => `zyxwv${(i * 7919).toString(36).replace(/\d/gu, 'q')}`).join(' '),
    ],
    ['Han', '駐車場'.repeat(2_666)],
    ['hiragana', 'へっどすぱ'.repeat(1_600)],
    ['one word', 'a'.repeat(8_000)],
  ])('the longest message, of %s, costs no more than a moment', (_, message) => {
    const index = buildIndex(datasets().flatMap(({ entries }) => entries));
    const start = performance.now();
    index.search(message, 5);
    // Far more than it takes: enough room for a busy machine, not for a hang.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('FAQ index with embeddings', () => {
  const at = (vector: number[], embedder = 'e') => ({ embedding: { embedder, vector } });
  const bicycles = entry('Can I leave my bicycle with you?', 'Yes.');
  const cards = entry('Do you take cards?', 'Yes.');
  const sundays = entry('Do you open on Sundays?', 'No.');
  const index = buildIndex([{ ...bicycles, ...at([0.9, 0.1, 0]) }, { ...cards, ...at([0, 0, 1]) }, sundays]);
  const found = (query: string, options = {}) => index.search(query, 3, options).map((result) => result.entry);

  test('an entry that shares no word with the query is found by meaning, without confidence and without its vector', () => {
    const results = index.search('velocipede', 3, at([1, 0, 0]));
    expect(results).toEqual([{ entry: bicycles, score: expect.any(Number), confidence: 0 }]);
  });

  test('both orders count: what is found by words and by meaning comes first', () => {
    expect(found('Insurance and delivery: Sundays, cards, bicycle', at([1, 0, 0]))).toEqual([
      bicycles,
      expect.anything(),
      expect.anything(),
    ]);
  });

  test('what the words alone are sure of stays in front, whatever the meaning is near to', () => {
    const [best, ...others] = index.search('Do you open on Sundays?', 3, at([1, 0, 0]));
    expect(best?.entry).toEqual(sundays);
    expect(others.map((result) => result.entry)).toContainEqual(bicycles);
  });

  test('confidence is that of the words alone', () => {
    const confidence = (results: ReturnType<typeof index.search>): unknown =>
      Object.fromEntries(results.map((result) => [result.entry.faq_id, result.confidence]));
    const query = 'Sundays cards bicycle';
    expect(confidence(index.search(query, 3, at([0, 0, 1])))).toEqual(confidence(index.search(query, 3)));
  });

  test.each([[[]], [[1, 0]], [[0, 0, 0]], [[Number.NaN, 1, 1]]])(
    'an unusable embedding %j changes nothing',
    (vector) => {
      expect(found('Sundays', at(vector))).toEqual([sundays]);
    },
  );

  test('vectors of different embedders are not compared, even of one length', () => {
    expect(found('velocipede', at([1, 0, 0], 'another'))).toEqual([]);
    expect(index.hasEmbeddingsOf('e')).toBe(true);
    expect(index.hasEmbeddingsOf('another')).toBe(false);
  });

  test('entries on the way from one embedder to the next are each found by their own', () => {
    const mixed = buildIndex([
      { ...bicycles, ...at([1, 0], 'old') },
      { ...cards, ...at([1, 0], 'new') },
    ]);
    expect(mixed.search('velocipede', 3, at([1, 0], 'new')).map((result) => result.entry)).toEqual([cards]);
  });
});
