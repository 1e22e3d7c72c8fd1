/** Has one long reply written in a thread, and says when its members got its pieces. */
import { answer, job } from '../../answer';
import { clearThread, seedThread } from '../crowd';
import { mannerOf } from '../gateway/manner';
import { receivedBy } from '../gateway/received';
import { monotonicMs } from '../monotonic';
import { type Places, realtimeParts, tablesAt } from '../parts';
import { responder } from './responder';
import { steadyModel } from './steady-model';

export interface ReplyJob extends Places {
  readonly threadId: string;
  readonly members: number;
  readonly isTroubled: boolean;
}

export interface Replied {
  /** Calls of `@connections` for the reply, repeats and refused ones included. */
  readonly posts: number;
  /** Frames of the reply that one healthy member got, the finished message included. */
  readonly frames: number;
  /** Milliseconds from one piece to the next, as a healthy member saw it. */
  readonly gaps: readonly number[];
  /** Milliseconds from the beginning to when the healthy members had the finished message. */
  readonly finished: readonly number[];
}

/** Milliseconds after which nothing of the reply comes any more. */
const QUIET_MS = 2_000;

const { threadId, members, isTroubled, ...places } = job<ReplyJob>();

const run = async (): Promise<Replied> => {
  const tables = tablesAt(places.endpoint);
  const { ask, answer: reply } = responder(realtimeParts(places), tables, steadyModel);
  await ask(threadId, 'What do you offer?');
  if (isTroubled) await seedThread(tables, threadId, members, true);
  await receivedBy(places.gatewayUrl);
  const begun = monotonicMs();
  const { state } = await reply(threadId);
  if (state !== 'answered') throw new Error(`the thread was to be answered, and is ${state}`);
  if (isTroubled) await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const { arrivals, posts } = await receivedBy(places.gatewayUrl);
  if (isTroubled) await clearThread(tables, threadId, members, true);
  const byMember = new Map<string, number[]>();
  for (const [id, at] of arrivals) {
    if (mannerOf(id) === 'well') byMember.set(id, [...(byMember.get(id) ?? []), at]);
  }
  const [one = []] = byMember.values();
  return {
    posts,
    frames: one.length,
    gaps: one.slice(1, -1).map((at, piece) => at - (one[piece] ?? at)),
    finished: [...byMember.values()].map((times) => (times.at(-1) ?? Number.NaN) - begun),
  };
};

run().then(answer);
