/**
 * Scores FAQ ranking and the offline model's "I don't know" on the evaluation set, and says which thresholds the tuning half
 * asks for. `npx tsx packages/assistant/eval/run.ts [--misses]`; exits with 1 where the code has other thresholds, or where
 * more than one in twenty unanswerable questions is answered.
 */
import { SUFFICIENT_EVIDENCE } from '../src/retrieval/confidence';
import { datasets, HALVES } from './dataset';
import { type Outcome, outcomes, scoreOf, sufficientEvidence, WRITING } from './score';

const TOLERATED = 1 / 20;

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;

const listMisses = (title: string, missed: readonly Outcome[]): void => {
  for (const { question, found, confidence } of missed) {
    console.log(`    ${title}: ${question.text} -> ${found[0]} (${confidence.toFixed(2)})`);
  }
};

const main = (showMisses: boolean): boolean => {
  let good = true;
  for (const dataset of datasets()) {
    const writing = WRITING[dataset.language];
    console.log(`${dataset.business} (${dataset.language}, ${dataset.entries.length} entries)`);
    for (const half of HALVES) {
      const all = outcomes(dataset, half);
      const score = scoreOf(all);
      const falseRate = score.falseAnswers.length / score.unanswerable;
      good &&= falseRate <= TOLERATED;
      console.log(
        `  ${half.padEnd(9)} recall@1 ${percent(score.recallAt1)}  recall@3 ${percent(score.recallAt3)}` +
          `  answered rightly ${percent(score.answered)} of ${score.answerable}, wrongly ${score.misanswered.length}` +
          `  false answers ${score.falseAnswers.length} of ${score.unanswerable}`,
      );
      if (showMisses) {
        listMisses('wrong answer', score.misanswered);
        listMisses('false answer', score.falseAnswers);
      }
      if (half === 'tuning') {
        const found = sufficientEvidence(all, writing);
        const same = found === SUFFICIENT_EVIDENCE[writing];
        good &&= same;
        console.log(
          `  threshold ${found} for ${writing}${same ? '' : `, but the code has ${SUFFICIENT_EVIDENCE[writing]}`}`,
        );
      }
    }
  }
  return good;
};

if (!main(process.argv.includes('--misses'))) process.exitCode = 1;
