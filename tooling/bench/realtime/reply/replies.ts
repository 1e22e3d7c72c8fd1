import { figure } from '../../report/figure';
import { grid } from '../../report/grid';
import { runProgram } from '../../run-program';
import { quantile } from '../../statistics';
import { seedThread } from '../crowd';
import type { Ground } from '../ground';
import type { Replied, ReplyJob } from './reply-program';
import { TOKENS } from './steady-model';

const THREADS = [
  { members: 1, isTroubled: false },
  { members: 10, isTroubled: false },
  { members: 10, isTroubled: true },
  { members: 100, isTroubled: false },
  { members: 100, isTroubled: true },
  { members: 1_000, isTroubled: false },
  { members: 1_000, isTroubled: true },
] as const;

const HEADINGS = [
  'A reply of ten seconds',
  'frames each',
  'between, ms',
  'finished, s',
  'posts',
  'a post a token',
  'requests',
  'read units',
];

const lineOf = async ({ places, tables, meter, program }: Ground, members: number, isTroubled: boolean) => {
  const path = await program('realtime/reply/reply-program');
  const threadId = `reply-${members}${isTroubled ? '-troubled' : ''}`;
  await seedThread(tables, threadId, members, isTroubled);
  const task: ReplyJob = { ...places, endpoint: meter.url, threadId, members, isTroubled };
  const { result, usage } = await meter.during(() => runProgram<Replied>(path, task));
  const { posts, frames, gaps, finished } = result;
  const used = isTroubled ? [] : [usage.requests, usage.readUnits];
  const figures = [frames, quantile(gaps, 0.5), quantile(finished, 0.99) / 1_000, posts, members * TOKENS, ...used];
  return [
    `  ${members.toLocaleString('en')} members${isTroubled ? ', a fifth in trouble' : ''}`,
    ...figures.map(figure),
  ];
};

/** What it takes to show a reply while it is written, in threads of several sizes. */
export const replies = async (ground: Ground): Promise<string> => {
  const lines: string[][] = [HEADINGS];
  for (const { members, isTroubled } of THREADS) lines.push(await lineOf(ground, members, isTroubled));
  return grid(lines);
};
