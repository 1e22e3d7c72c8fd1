import { datasets, HALVES } from '../eval/dataset';
import { outcomes, scoreOf, sufficientEvidence, WRITING } from '../eval/score';
import { offlineModel } from '../src/models/offline';
import { SUFFICIENT_EVIDENCE } from '../src/retrieval/confidence';
import { buildIndex } from '../src/retrieval/faq-index';
import { runTurn } from '../src/turn';

describe.each(datasets())('evaluation set of $business', (dataset) => {
  test('it is large enough to say something', () => {
    for (const half of HALVES) {
      const { answerable, unanswerable } = scoreOf(outcomes(dataset, half));
      expect(answerable).toBeGreaterThanOrEqual(40);
      expect(unanswerable).toBeGreaterThanOrEqual(20);
    }
  });

  test('no question occurs twice, and each expects an entry there is', () => {
    const questions = HALVES.flatMap((half) => dataset.questions[half]);
    expect(new Set(questions.map(({ text }) => text)).size).toBe(questions.length);
    const ids = new Set(dataset.entries.map(({ faq_id }) => faq_id));
    for (const { expects } of questions) if (expects !== null) expect(ids).toContain(expects);
  });

  test('no question repeats the words of an entry', () => {
    const asked = new Set(dataset.entries.map(({ question }) => question));
    for (const half of HALVES) for (const { text } of dataset.questions[half]) expect(asked).not.toContain(text);
  });

  test('the threshold is what the tuning half asks for', () => {
    const writing = WRITING[dataset.language];
    expect(sufficientEvidence(outcomes(dataset, 'tuning'), writing)).toBe(SUFFICIENT_EVIDENCE[writing]);
  });

  test.each(HALVES)('at most 1 in 20 unanswerable questions of the %s half is answered', (half) => {
    const { falseAnswers, unanswerable } = scoreOf(outcomes(dataset, half));
    expect(falseAnswers.length / unanswerable).toBeLessThanOrEqual(1 / 20);
  });

  test.each(HALVES)(
    'the right entry of the %s half comes first in 4 of 5 questions, and among three in 19 of 20',
    (half) => {
      const { recallAt1, recallAt3 } = scoreOf(outcomes(dataset, half));
      expect(recallAt1).toBeGreaterThanOrEqual(0.8);
      expect(recallAt3).toBeGreaterThanOrEqual(0.95);
    },
  );

  test('the offline model answers and declines as the score says', async () => {
    const faq = buildIndex(dataset.entries);
    const { falseAnswers } = scoreOf(outcomes(dataset, 'held_out'));
    const known = new Set(falseAnswers.map(({ question }) => question.text));
    for (const { text, expects } of dataset.questions.held_out) {
      if (expects !== null) continue;
      const settings = { models: ['offline'], languages: [dataset.language] };
      const input = { message: text, history: [], faq, settings, deadline: Date.now() + 5_000 };
      const { unanswered } = await runTurn(input, { models: new Map([['offline', offlineModel]]), now: Date.now });
      expect([text, unanswered]).toEqual([text, !known.has(text)]);
    }
  });
});
