import type { Log } from '@frontdesk/core/observe';
import type { Clock } from '@frontdesk/core/time';
import { type EngineCommand, runEngine } from './run-engine';
import type { TetheredProcess } from './tethered-process';

const RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

export interface Supervised {
  /** Resolves, with what to tell the user, if the engine has ended and will not come back. */
  readonly failed: Promise<Error>;
  close(): Promise<void>;
}

/**
 * Restarts the engine, on the same port, whenever it ends by itself: at most three times a minute. An engine that kept
 * its data in memory is not restarted, because a database that is suddenly empty is worse than none.
 */
export const supervise = (
  first: TetheredProcess,
  command: EngineCommand,
  log: Pick<Log, 'warn'>,
  clock: Clock,
): Supervised => {
  let running = first;
  let closing = false;
  let restarts: readonly number[] = [];

  const mayRestart = (): boolean => {
    restarts = restarts.filter((at) => at > clock.now() - RESTART_WINDOW_MS);
    return restarts.length < RESTARTS;
  };

  const restart = async (lastWords: string): Promise<TetheredProcess | Error> => {
    if (command.dbPath === undefined) {
      return new Error('The DynamoDB engine ended, and the data it held in memory with it.');
    }
    let words = lastWords;
    while (mayRestart()) {
      restarts = [...restarts, clock.now()];
      try {
        return await runEngine(command);
      } catch (error) {
        words = String(error);
      }
    }
    return new Error(`The DynamoDB engine ended again after ${RESTARTS} restarts within a minute: ${words}`);
  };

  const watch = async (): Promise<Error | 'closed'> => {
    while (true) {
      const { code, errors } = await running.exited;
      if (closing) return 'closed';
      log.warn('the DynamoDB engine ended', { code, errors });
      const next = await restart(errors);
      if (next instanceof Error) return next;
      running = next;
      // It was asked to close while it was restarting.
      if (closing) await running.kill();
    }
  };

  const watched = watch();
  return {
    failed: new Promise((resolve) => {
      void watched.then((end) => end !== 'closed' && resolve(end));
    }),
    close: async () => {
      closing = true;
      await running.kill();
      await watched;
    },
  };
};
