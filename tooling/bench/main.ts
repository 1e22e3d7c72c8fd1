/**
 * Measures, side by side in one run, and prints what it measured. Nothing here is asserted by a test: a machine is as fast
 * as it happens to be, so only ratios of things that ran next to each other mean anything. `make bench` runs what takes no
 * more than minutes, `make bench growth` a section by its name.
 */
import { type Bench, withBench } from './bench';
import { coldStarts } from './cold/cold-starts';
import { growth } from './growth/growth';
import { realtime } from './realtime/realtime';
import { table } from './report/table';
import { retrieval } from './retrieval/retrieval';
import { warmRequests } from './warm/warm-requests';

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<string>>> = {
  cold: coldStarts,
  warm: warmRequests,
  retrieval: async () => table(retrieval()),
  growth,
  realtime,
};

/** Run where none is named. */
const USUAL = ['cold', 'warm', 'retrieval'];

/** @throws Error that names the sections there are. */
const chosen = (named: readonly string[]): readonly string[] => {
  const unknown = named.find((name) => !(name in SECTIONS));
  if (unknown !== undefined)
    throw new Error(`There is no section ${unknown}, only ${Object.keys(SECTIONS).join(', ')}.`);
  return named.length > 0 ? named : USUAL;
};

const main = async (): Promise<void> => {
  const begun = performance.now();
  const sections = chosen(process.argv.slice(2));
  await withBench(async (bench) => {
    for (const name of sections) console.log(`${await SECTIONS[name]?.(bench)}\n`);
  });
  const seconds = (performance.now() - begun) / 1000;
  console.log(`Node.js ${process.version}, ${seconds.toFixed(0)} s. A ratio is the median of the rounds' own.`);
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
