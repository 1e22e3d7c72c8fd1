import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runs, seed, timeFor } from '@frontdesk/testkit/randomness';
import { campaign } from './campaign';
import { silentAfterTakeover } from './checks/silent-after-takeover';
import { MUTANTS } from './mutants';
import { catchMutant } from './teeth';
import { counterexample } from './tell';

const ROOT = join(__dirname, '..', '..');

test(
  'whatever is lost, repeated, killed or late, every guarantee of a conversation holds',
  async () => {
    const reports = await campaign({ seed: seed(), runs: runs(20), processes: 2 });
    const broken = reports.filter(({ violations }) => violations.length > 0);
    expect(broken.map((report) => counterexample(report))).toEqual([]);
    expect(reports).toHaveLength(runs(20));
  },
  timeFor(120_000),
);

test('a seed alone plays a run again, step by step, whatever was played before it', async () => {
  const first = seed();
  const [together, alone] = await Promise.all([
    campaign({ seed: first, runs: 4 }),
    campaign({ seed: first + 3, runs: 1 }),
  ]);
  expect(alone[0]?.taken).toBeGreaterThan(20);
  expect(alone[0]?.digest).toBe(together[3]?.digest);
  expect(new Set(together.map(({ digest }) => digest)).size).toBe(4);
}, 60_000);

test('without its check at the time of writing, a reply after a takeover is caught, and again by its seed', async () => {
  const mutant = MUTANTS.find(({ name }) => name === 'reply-not-checked-when-written');
  if (!mutant) throw new Error('there is no such mutant');
  const { promise } = silentAfterTakeover;
  const caught = await catchMutant(mutant, { seed: 1, runs: 300, processes: 2, promise });
  expect(caught).toMatchObject({ isReplayed: true });
}, 240_000);

test.each(MUTANTS)('the mutant $name changes code that is there', ({ file, original, mutated }) => {
  expect(readFileSync(join(ROOT, file), 'utf8').split(original)).toHaveLength(2);
  expect(mutated).not.toBe(original);
});
