import { ANSWER_CONFIDENCE, strengthBehind, type Writing } from '../src/retrieval/confidence';
import { buildIndex } from '../src/retrieval/faq-index';
import type { Dataset, Half, Question } from './dataset';

export const WRITING: Readonly<Record<Dataset['language'], Writing>> = { en: 'words', ja: 'characters' };

export interface Outcome {
  readonly question: Question;
  /** Found entries, best first. */
  readonly found: readonly string[];
  /** Of the best. */
  readonly confidence: number;
}

export interface Score {
  readonly answerable: number;
  readonly unanswerable: number;
  /** The part of the answerable questions whose entry came first. */
  readonly recallAt1: number;
  /** The part whose entry was among the first three. */
  readonly recallAt3: number;
  /** The part that the offline model answers with the right entry. */
  readonly answered: number;
  /** Answerable questions that it answers with a wrong entry. */
  readonly misanswered: readonly Outcome[];
  /** Unanswerable questions that it answers. */
  readonly falseAnswers: readonly Outcome[];
}

/** Asks every question of one half. */
export const outcomes = (dataset: Dataset, half: Half): Outcome[] => {
  const index = buildIndex(dataset.entries);
  return dataset.questions[half].map((question) => {
    const results = index.search(question.text, 3);
    return { question, found: results.map(({ entry }) => entry.faq_id), confidence: results[0]?.confidence ?? 0 };
  });
};

export const scoreOf = (all: readonly Outcome[]): Score => {
  const answerable = all.filter(({ question }) => question.expects !== null);
  const unanswerable = all.filter(({ question }) => question.expects === null);
  const sure = ({ confidence }: Outcome): boolean => confidence >= ANSWER_CONFIDENCE;
  const right = ({ question, found }: Outcome): boolean => found[0] === question.expects;
  const part = (outcomes: readonly Outcome[]): number => outcomes.length / answerable.length;
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    recallAt1: part(answerable.filter(right)),
    recallAt3: part(answerable.filter(({ question, found }) => found.includes(question.expects ?? ''))),
    answered: part(answerable.filter((outcome) => sure(outcome) && right(outcome))),
    misanswered: answerable.filter((outcome) => sure(outcome) && !right(outcome)),
    falseAnswers: unanswerable.filter(sure),
  };
};

/** The least strength of evidence, in hundredths, at which none of the unanswerable questions is answered. */
export const sufficientEvidence = (all: readonly Outcome[], writing: Writing): number => {
  const strengths = all
    .filter(({ question }) => question.expects === null)
    .map(({ confidence }) => strengthBehind(confidence, writing));
  return Math.floor(Math.max(0, ...strengths) * 100 + 1) / 100;
};
