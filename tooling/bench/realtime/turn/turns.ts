import type { Bench } from '../../bench';
import { seedFaq } from '../../growth/seed-faq';
import { figure } from '../../report/figure';
import { grid } from '../../report/grid';
import { runProgram } from '../../run-program';
import { quantile } from '../../statistics';
import { seedThread, TENANT } from '../crowd';
import type { Ground } from '../ground';
import type { Alone, AloneJob } from './alone-program';
import { type Moments, SPANS } from './moments';
import { QUESTION, visitorUrls } from './visitors';
import type { VisitorsJob } from './visitors-program';

/** Of each of the ten visitors. */
const TURNS = 10;
const FAQ_ENTRIES = 50;

const HEADINGS = ['A turn, ms', 'one at a time', 'p99', 'ten at once', 'p99', 'without the stack', 'p99', 'waits'];

/** Which waits for DynamoDB lie within a span. */
const WAITS: Readonly<Record<string, (waits: Alone['waits']) => number>> = {
  'sent → acknowledged': ({ acknowledged }) => acknowledged,
  'end of the quiet → first piece': ({ firstPiece }) => firstPiece,
  'first piece → last frame': ({ finished }) => finished,
};

const alone = async ({ places, tables, program }: Ground): Promise<Alone> => {
  const [entry] = await seedFaq(tables, TENANT, { size: FAQ_ENTRIES });
  await seedThread(tables, 'turns', 1, false);
  const path = await program('realtime/turn/alone-program');
  const task: AloneJob = { ...places, threadId: 'turns', text: entry?.question ?? '', turns: 3 * TURNS };
  return runProgram<Alone>(path, task);
};

/** What a visitor waits for an answer of the offline model, over the whole stack, and what of it is the code's own. */
export const turns = async ({ stack, workshop }: Bench, ground: Ground): Promise<string> => {
  const urls = await visitorUrls(await stack());
  const path = await workshop.program('realtime/turn/visitors-program');
  const visit = (task: Pick<VisitorsJob, 'turns' | 'atOnce'>, some = urls): Promise<Moments[]> =>
    runProgram<Moments[]>(path, { urls: some, text: QUESTION, ...task } satisfies VisitorsJob);
  await visit({ turns: 1, atOnce: true });
  const inTurn: Moments[] = [];
  for (let number = 0; number < TURNS; number += 1) inTurn.push(...(await visit({ turns: 1, atOnce: false })));
  const atOnce = await visit({ turns: TURNS, atOnce: true });
  const own = await alone(ground);
  const lines = Object.entries(SPANS).map(([name, span]) => [
    `  ${name}`,
    ...[inTurn, atOnce, own.turns].flatMap((moments) => {
      const took = moments.map(span);
      return [figure(quantile(took, 0.5)), figure(quantile(took, 0.99))];
    }),
    ...(WAITS[name] ? [figure(WAITS[name](own.waits))] : []),
  ]);
  return grid([HEADINGS, ...lines, [`${own.posts} posts for a turn to each member, the question among them`]]);
};
