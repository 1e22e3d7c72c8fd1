import type { IndexableEntry } from '@frontdesk/assistant';
import { datasets } from '../../../packages/assistant/eval/dataset';

const [clinic, salon] = datasets();

/** Alternating, so that every size has as many English entries as Japanese ones; none twice. */
const ENTRIES = (clinic?.entries ?? []).flatMap((entry, at) => [entry, ...(salon?.entries.slice(at, at + 1) ?? [])]);

/** Words that tell one branch of a chain from another. */
const BRANCHES = 'north south east west harbour station park hill river market 駅前 本店 東口 西口 南町 北通り'.split(
  ' ',
);

/** A FAQ of any size, as a chain of many branches would write it: the evaluation set's entries, each branch with its own. */
export const largeFaq = (size: number): IndexableEntry[] =>
  Array.from({ length: size }, (_, number) => {
    const { question, answer, tags, faq_id } = ENTRIES[number % ENTRIES.length] ?? {
      question: '',
      answer: '',
      tags: [],
      faq_id: '',
    };
    const round = Math.floor(number / ENTRIES.length);
    const branch = round === 0 ? '' : ` (${BRANCHES[round % BRANCHES.length]} ${round})`;
    return { faq_id: `${faq_id}-${number}`, question: question + branch, answer: answer + branch, tags };
  });

/** What customers ask, in both languages. */
export const questions = (): string[] =>
  datasets().flatMap((dataset) => dataset.questions.held_out.map(({ text }) => text));
