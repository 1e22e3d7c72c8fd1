import { median, type Ratio, ratioOf } from '../statistics';

/** One line of the table: our figure next to the one it is compared with. */
export interface Row {
  readonly group: string;
  readonly measure: string;
  readonly ours: string;
  readonly reference: string;
  readonly against: string;
  readonly ratio: Ratio;
}

/** Three significant digits. */
const figure = (value: number): string =>
  value >= 100 ? value.toLocaleString('en', { maximumFractionDigits: 0 }) : value.toPrecision(3);

/** Compares the rounds of two contestants. */
export const compare = (
  labels: Pick<Row, 'group' | 'measure' | 'against'>,
  ours: readonly number[],
  reference: readonly number[],
): Row => ({
  ...labels,
  ours: figure(median(ours)),
  reference: figure(median(reference)),
  ratio: ratioOf(ours, reference),
});
