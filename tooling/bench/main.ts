/**
 * Measures, side by side in one run, and prints one table. Nothing here is asserted by a test: a machine is as fast as it
 * happens to be, so only ratios of things that ran next to each other mean anything. `make bench`, or
 * `npx tsx bench/main.ts --only cold,warm,retrieval`.
 */
import { startOwnStack } from '@frontdesk/testkit/own-stack';
import { coldStarts } from './cold/cold-starts';
import { withWorkshop } from './compile';
import type { Row } from './report/row';
import { table } from './report/table';
import { retrieval } from './retrieval/retrieval';
import { warmChat } from './warm/warm-chat';

const SECTIONS = ['cold', 'warm', 'retrieval'] as const;
type Section = (typeof SECTIONS)[number];

/** @throws Error that names the sections there are. */
const chosen = (args: readonly string[]): readonly Section[] => {
  const at = args.indexOf('--only');
  if (at < 0) return SECTIONS;
  const names = (args[at + 1] ?? '').split(',');
  const known = SECTIONS.filter((section) => names.includes(section));
  if (known.length !== names.length) throw new Error(`--only takes some of: ${SECTIONS.join(',')}`);
  return known;
};

const measure = async (sections: readonly Section[]): Promise<Row[]> => {
  const rows: Row[] = [];
  await withWorkshop(async (workshop) => {
    if (sections.includes('cold') || sections.includes('warm')) {
      const stack = await startOwnStack({});
      try {
        if (sections.includes('cold')) rows.push(...(await coldStarts(stack, workshop)));
        if (sections.includes('warm')) rows.push(...(await warmChat(stack, workshop)));
      } finally {
        await stack.close();
      }
    }
    if (sections.includes('retrieval')) rows.push(...retrieval());
  });
  return rows;
};

const main = async (): Promise<void> => {
  const begun = performance.now();
  const rows = await measure(chosen(process.argv.slice(2)));
  console.log(table(rows));
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `\nNode.js ${process.version}, ${seconds.toFixed(0)} s. A ratio is the median of the rounds' own, with its quartiles.`,
  );
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
