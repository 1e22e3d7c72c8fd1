import { assemblePrompt, estimateTokens } from '@frontdesk/assistant';
import { buildIndex, type FaqIndex, findSources } from '@frontdesk/assistant/retrieval';
import { compare, type Row } from '../report/row';
import { median, quantile } from '../statistics';
import { largeFaq, questions } from './large-faq';

const SIZES = [50, 500, 5_000] as const;
const ROUNDS = 5;

/** For one size, a value per round. Times in milliseconds. */
interface Measured {
  readonly build: number[];
  readonly p50: number[];
  readonly p95: number[];
  readonly tokens: number[];
}

const timed = <T>(work: () => T): [T, number] => {
  const begun = performance.now();
  const result = work();
  return [result, performance.now() - begun];
};

const tokensOf = (index: FaqIndex, message: string): number => {
  const sources = findSources(index, message, undefined);
  const { system, messages } = assemblePrompt({ facts: {}, sources, history: [], message, language: 'en', now: 0 });
  return estimateTokens([system, ...messages.map(({ text }) => text)].join('\n'));
};

const measure = (size: number, asked: readonly string[], into: Measured): void => {
  const entries = largeFaq(size);
  const [index, buildMs] = timed(() => buildIndex(entries));
  const searches = asked.map((message) => timed(() => findSources(index, message, undefined))[1]);
  into.build.push(buildMs);
  into.p50.push(quantile(searches, 0.5));
  into.p95.push(quantile(searches, 0.95));
  into.tokens.push(median(asked.map((message) => tokensOf(index, message))));
};

/** What a larger FAQ costs: time to index and to search, and nothing in the prompt. */
export const retrieval = (): Row[] => {
  const asked = questions();
  const measured = SIZES.map((): Measured => ({ build: [], p50: [], p95: [], tokens: [] }));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [at, size] of SIZES.entries()) {
      const into = measured[at];
      // The first round only warms up.
      if (into) measure(size, asked, round < 0 ? { build: [], p50: [], p95: [], tokens: [] } : into);
    }
  }
  const [smallest] = measured;
  return measured.flatMap((ours, at) => {
    const group = `Retrieval from ${SIZES[at]?.toLocaleString('en')} entries, English and Japanese`;
    const row = (name: string, of: keyof Measured): Row =>
      compare({ group, measure: name, against: `${SIZES[0]} entries` }, ours[of], smallest?.[of] ?? []);
    return [
      row('index built, ms', 'build'),
      row('search p50, ms', 'p50'),
      row('search p95, ms', 'p95'),
      row('prompt, tokens', 'tokens'),
    ];
  });
};
