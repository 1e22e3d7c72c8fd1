/** Visitors on real sockets, who ask and wait for the answer. */
import { type Client, openClient } from '@frontdesk/testkit/socket-client';
import { answer, job } from '../../answer';
import { type Moments, wallClockMs } from './moments';

export interface VisitorsJob {
  /** Of one connection each. */
  readonly urls: readonly string[];
  readonly text: string;
  /** Of each visitor. */
  readonly turns: number;
  /** Whether all ask at once, or one after the other. */
  readonly atOnce: boolean;
}

interface Frame {
  readonly action: string;
  readonly timestamp?: number;
  readonly message?: { readonly messageType: string };
}

const { urls, text, turns, atOnce } = job<VisitorsJob>();

/** Waits for a frame. Others before it are skipped. */
const next = async (client: Client, isIt: (frame: Frame) => boolean): Promise<Frame> => {
  for (;;) {
    const frame = JSON.parse(await client.next()) as Frame;
    if (frame.action === 'error') throw new Error(`a visitor was answered ${JSON.stringify(frame)}`);
    if (isIt(frame)) return frame;
  }
};

const turn = async (client: Client, threadId: string): Promise<Moments> => {
  const sent = wallClockMs();
  client.send({ action: 'message.send', threadId, text });
  const { timestamp: stored = Number.NaN } = await next(client, ({ action }) => action === 'message.ack');
  const acknowledged = wallClockMs();
  await next(client, ({ action }) => action === 'message.delta');
  const firstPiece = wallClockMs();
  await next(client, ({ action, message }) => action === 'message' && message?.messageType === 'bot');
  return { sent, stored, acknowledged, firstPiece, finished: wallClockMs() };
};

const run = async (): Promise<Moments[]> => {
  const visitors = await Promise.all(
    urls.map(async (url) => ({
      client: await openClient(url),
      threadId: new URL(url).searchParams.get('threadId') ?? '',
    })),
  );
  const all: Moments[] = [];
  for (let number = 0; number < turns; number += 1) {
    if (atOnce) all.push(...(await Promise.all(visitors.map(({ client, threadId }) => turn(client, threadId)))));
    else for (const { client, threadId } of visitors) all.push(await turn(client, threadId));
  }
  return all;
};

run().then(answer);
