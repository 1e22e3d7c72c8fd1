/** Sends messages to one thread, one after the other, and says when each member got them. */
import { answer, job } from '../../answer';
import { clearThread, seedThread } from '../crowd';
import { receivedBy } from '../gateway/received';
import { monotonicMs } from '../monotonic';
import { type Places, tablesAt } from '../parts';
import { DESIGNS } from './designs';

export interface FanOutJob extends Places {
  readonly design: keyof typeof DESIGNS;
  readonly threadId: string;
  readonly members: number;
  /** Whether some members take frames badly. */
  readonly isTroubled: boolean;
  readonly messages: number;
  /** Sent before, and not measured. */
  readonly warmUp: number;
}

/** In milliseconds from when the message was sent. */
export interface FanOut {
  /** Of each frame that a healthy member got. */
  readonly latencies: readonly number[];
  /** Until the message was acknowledged. */
  readonly acknowledged: readonly number[];
  /** Calls of `@connections` for one message. */
  readonly posts: number;
}

/** Milliseconds after which nothing of an earlier message comes any more. */
const QUIET_MS = 2_000;

const { design, threadId, members, isTroubled, messages, warmUp, ...places } = job<FanOutJob>();

const run = async (): Promise<FanOut> => {
  const send = DESIGNS[design](places);
  // Read and filled directly: what is counted is what the design does.
  const tables = tablesAt(places.endpoint);
  const latencies: number[] = [];
  const acknowledged: number[] = [];
  let posts = 0;
  for (let number = -warmUp; number < messages; number += 1) {
    if (isTroubled) await seedThread(tables, threadId, members, true);
    await receivedBy(places.gatewayUrl);
    const begun = monotonicMs();
    await send(threadId, `m-${process.pid}-${number + warmUp}`);
    const took = monotonicMs() - begun;
    if (isTroubled) await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
    const received = await receivedBy(places.gatewayUrl);
    if (number < 0) continue;
    acknowledged.push(took);
    posts += received.posts;
    for (const [id, at] of received.arrivals) if (id.includes(`.well.${threadId}.`)) latencies.push(at - begun);
  }
  // Whoever sends to everybody would wait for those in trouble.
  if (isTroubled) await clearThread(tables, threadId, members, true);
  return { latencies, acknowledged, posts: posts / messages };
};

run().then(answer);
