import type { Usage } from '../../growth/usage';
import { interleave } from '../../interleave';
import { figure } from '../../report/figure';
import { grid } from '../../report/grid';
import { runProgram } from '../../run-program';
import { mean, quantile } from '../../statistics';
import { seedThread } from '../crowd';
import type { Ground } from '../ground';
import type { FanOut, FanOutJob } from './fan-out-program';

const SIZES = [1, 10, 100, 1_000] as const;
const ROUNDS = 3;

interface Contestant {
  readonly design: FanOutJob['design'];
  readonly isTroubled: boolean;
  /** The smallest thread that it can be measured in. */
  readonly least: number;
  readonly messages: (members: number) => number;
  readonly warmUp: number;
}

const few = (members: number): number => (members < 100 ? 30 : 5);

const CONTESTANTS: Readonly<Record<string, Contestant>> = {
  ours: { design: 'ours', isTroubled: false, least: 1, messages: few, warmUp: 2 },
  'ours, a fifth in trouble': { design: 'ours', isTroubled: true, least: 10, messages: () => 2, warmUp: 1 },
  'scan and send to all': { design: 'sample', isTroubled: false, least: 1, messages: () => 1, warmUp: 0 },
};

const HEADINGS = ['', 'p50, ms', 'p99', 'acknowledged', 'posts', 'requests', 'read units'];

interface Measured {
  readonly runs: readonly FanOut[];
  readonly usage: Usage;
}

const cellsOf = (name: string, { runs, usage }: Measured): string[] => {
  const latencies = runs.flatMap((run) => run.latencies);
  const figures = [
    quantile(latencies, 0.5),
    quantile(latencies, 0.99),
    quantile(
      runs.flatMap(({ acknowledged }) => acknowledged),
      0.5,
    ),
    mean(runs.map(({ posts }) => posts)),
    usage.requests,
    usage.readUnits,
  ];
  return [`  ${name}`, ...figures.map(figure)];
};

/** All contestants in a thread of one size, in turn. */
const measure = async ({ places, tables, meter, program }: Ground, members: number): Promise<string[][]> => {
  await seedThread(tables, threadOf(members, false), members, false);
  const path = await program('realtime/fan-out/fan-out-program');
  const fields = Object.entries(CONTESTANTS).filter(([, { least }]) => members >= least);
  const jobOf = ({ design, isTroubled, messages, warmUp }: Contestant): FanOutJob => ({
    ...places,
    design,
    isTroubled,
    members,
    threadId: threadOf(members, isTroubled),
    messages: messages(members),
    warmUp,
  });
  const runs = await interleave<Record<string, () => Promise<FanOut>>>(
    ROUNDS,
    Object.fromEntries(fields.map(([name, contestant]) => [name, () => runProgram<FanOut>(path, jobOf(contestant))])),
  );
  const lines: string[][] = [];
  for (const [name, contestant] of fields) {
    const counted = { ...jobOf({ ...contestant, isTroubled: false }), messages: 1, warmUp: 0, endpoint: meter.url };
    const { usage } = await meter.during(() => runProgram<FanOut>(path, counted));
    lines.push(cellsOf(name, { runs: runs[name] ?? [], usage }));
  }
  return lines;
};

const threadOf = (members: number, isTroubled: boolean): string => `${isTroubled ? 'troubled' : 'sound'}-${members}`;

/**
 * From a message to its frame at each member of a thread, among ten thousand connections of others, beside a design that
 * reads all connections for each message.
 */
export const fanOut = async (ground: Ground): Promise<string> => {
  const lines: string[][] = [HEADINGS];
  for (const members of SIZES) {
    lines.push([
      `A message in a thread of ${members === 1 ? 'one member' : `${members.toLocaleString('en')} members`}`,
    ]);
    lines.push(...(await measure(ground, members)));
  }
  return grid(lines);
};
