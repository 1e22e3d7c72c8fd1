import { readFileSync } from 'node:fs';
import type { Bundle } from './bundle';
import type { Layout } from './layout';

interface Budgets {
  readonly default_bytes: number;
  readonly functions: Readonly<Record<string, number>>;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;

/**
 * Compares every bundle with its size budget. A cold start reads and compiles the whole bundle.
 * @returns a line for each bundle, and the names of those that are over budget.
 */
export const checkBudgets = (layout: Layout, bundles: readonly Bundle[]): { lines: string[]; over: string[] } => {
  const budgets = JSON.parse(readFileSync(layout.budgets, 'utf8')) as Budgets;
  const judged = bundles.map(({ name, bytes }) => {
    const budget = budgets.functions[name] ?? budgets.default_bytes;
    const line = `  ${name.padEnd(12)} ${kilobytes(bytes).padStart(9)} of ${kilobytes(budget)}`;
    return { line: bytes > budget ? `${line}  OVER BUDGET` : line, over: bytes > budget ? name : undefined };
  });
  return { lines: judged.map(({ line }) => line), over: judged.flatMap(({ over }) => over ?? []) };
};
