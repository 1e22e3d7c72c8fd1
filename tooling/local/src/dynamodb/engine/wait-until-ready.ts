import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 5;
const POLL_MAX_MS = 100;

const answers = (url: string, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    get(url, { agent: false, signal }, (response) => response.resume().once('close', () => resolve(true))).once(
      'error',
      () => resolve(false),
    );
  });

/**
 * Polls an HTTP endpoint until it answers anything at all.
 * @param giveUp ends the wait early, e.g. because the server's process has ended.
 * @throws Error after `deadlineMs`, or the signal's reason.
 */
export const waitUntilReady = async (url: string, deadlineMs: number, giveUp?: AbortSignal): Promise<void> => {
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = giveUp ? AbortSignal.any([deadline, giveUp]) : deadline;
  for (let pause = POLL_MS; !signal.aborted; pause = Math.min(pause * 2, POLL_MAX_MS)) {
    if (await answers(url, signal)) return;
    await delay(pause, undefined, { signal }).catch(() => undefined);
  }
  if (giveUp?.aborted) throw giveUp.reason;
  throw new Error(`${url} did not answer within ${deadlineMs} ms.`);
};
