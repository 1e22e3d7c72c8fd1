/** The same turns with nothing of the stack but the engine: what is left is what the code itself takes. */
import { offlineModel } from '@frontdesk/assistant/models';
import { aroundClient } from '@frontdesk/testkit/around';
import { testClient } from '@frontdesk/testkit/test-tables';
import { countWaits } from '@frontdesk/testkit/waits';
import { answer, job } from '../../answer';
import { type Places, realtimeParts, tablesOf } from '../parts';
import { responder } from '../reply/responder';
import { type Moments, wallClockMs } from './moments';

export interface AloneJob extends Places {
  readonly threadId: string;
  readonly text: string;
  readonly turns: number;
}

export interface Alone {
  readonly turns: readonly Moments[];
  /** Waits for DynamoDB, one after the other, up to what a turn tells; those during the quiet are in none of them. */
  readonly waits: Readonly<Record<'acknowledged' | 'firstPiece' | 'finished', number>>;
  /** Calls of `@connections` for one turn in a thread of one member. */
  readonly posts: number;
}

const { threadId, text, turns, ...places } = job<AloneJob>();

const { client, around } = aroundClient(testClient(places.endpoint));
const waits = countWaits();
const tables = tablesOf(client);
const parts = realtimeParts(places);

/** Notes something the first time that a frame of each kind is posted. */
const noting = (note: () => number) => {
  const first = new Map<string, number>();
  let posts = 0;
  return {
    first,
    posts: () => posts,
    post: async (_id: string, frame: string) => {
      posts += 1;
      const { action } = JSON.parse(frame) as { action: string };
      if (!first.has(action)) first.set(action, note());
      return 'sent' as const;
    },
  };
};

const timed = async (): Promise<Moments> => {
  const noted = noting(wallClockMs);
  const { ask, answer: reply } = responder({ ...parts, connections: noted }, tables, offlineModel);
  const sent = wallClockMs();
  const { timestamp: stored } = await ask(threadId, text);
  const acknowledged = wallClockMs();
  noted.first.clear();
  await reply(threadId);
  const { 'message.delta': firstPiece = Number.NaN, message: finished = Number.NaN } = Object.fromEntries(noted.first);
  return { sent, stored, acknowledged, firstPiece, finished };
};

const counted = async (): Promise<Pick<Alone, 'waits' | 'posts'>> => {
  const noted = noting(waits.soFar);
  let quiet = 0;
  const pause: typeof parts.pause = async (ms, signal) => {
    await parts.pause(ms, signal);
    quiet ||= waits.soFar();
  };
  const { ask, answer: reply } = responder({ ...parts, pause, connections: noted }, tables, offlineModel);
  const leave = around(waits.around);
  const acknowledged = await waits.during(() => ask(threadId, text));
  noted.first.clear();
  await waits.during(() => reply(threadId));
  leave();
  const { 'message.delta': firstPiece = Number.NaN, message: finished = Number.NaN } = Object.fromEntries(noted.first);
  return {
    waits: { acknowledged, firstPiece: firstPiece - quiet, finished: finished - firstPiece },
    posts: noted.posts(),
  };
};

const run = async (): Promise<Alone> => {
  await timed();
  const all: Moments[] = [];
  for (let number = 0; number < turns; number += 1) all.push(await timed());
  return { turns: all, ...(await counted()) };
};

run().then(answer);
