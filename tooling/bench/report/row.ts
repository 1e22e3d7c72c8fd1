import { median, type Ratio, ratioOf } from '../statistics';
import { figure } from './figure';

/** One line of the table: our figure next to the one it is compared with. */
export interface Row {
  readonly group: string;
  readonly measure: string;
  readonly ours: string;
  readonly reference: string;
  readonly against: string;
  readonly ratio: Ratio;
}

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
