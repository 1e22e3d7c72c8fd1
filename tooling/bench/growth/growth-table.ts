import { figure } from '../report/figure';
import { grid } from '../report/grid';

/** What something cost at several sizes, the smallest first. */
export interface Growth {
  readonly title: string;
  /** What it is that grows. */
  readonly of: string;
  readonly sizes: readonly { readonly size: number; readonly figures: Readonly<Record<string, number>> }[];
}

const ratio = (value: number, smallest: number): string => (smallest === 0 ? '–' : `×${(value / smallest).toFixed(1)}`);

/** A line for each size. After each figure comes how many times the smallest size's it is: ×1.0 all the way down is flat. */
export const growthTable = ({ title, of, sizes }: Growth): string => {
  const smallest = sizes[0]?.figures ?? {};
  const lines = sizes.map(({ size, figures }) => [
    `  ${size.toLocaleString('en')} ${of}`,
    ...Object.entries(figures).flatMap(([name, value]) => [figure(value), ratio(value, smallest[name] ?? 0)]),
  ]);
  return [title, grid([['', ...Object.keys(smallest).flatMap((name) => [name, ''])], ...lines])].join('\n');
};
