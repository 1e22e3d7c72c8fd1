import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Log } from '@frontdesk/core/observe';
import { type Clock, systemClock } from '@frontdesk/core/time';
import { freePort } from './free-port';
import { type EngineSource, locateEngine } from './locate';
import { type EngineCommand, runEngine } from './run-engine';
import { type Supervised, supervise } from './supervise';
import type { TetheredProcess } from './tethered-process';
import { waitUntilReady } from './wait-until-ready';

export interface EngineOptions {
  /** The SQLite file; `undefined` keeps everything in memory. Only one engine may have it open. */
  readonly dbPath: string | undefined;
  /** Where `PATH` and `DYNAMODB_ENDPOINT` are looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly clock?: Clock;
}

/** A DynamoDB that answers at `endpoint`: unguarded, only for the local stack. Everybody else goes through its door. */
export interface Engine extends Supervised {
  readonly endpoint: string;
}

const EXTERNAL_DEADLINE_MS = 5_000;
const PORT_ATTEMPTS = 3;

const startOnFreePort = async (
  binary: string,
  dbPath: string | undefined,
): Promise<readonly [EngineCommand, TetheredProcess]> => {
  for (let attempt = 1; ; attempt += 1) {
    const command: EngineCommand = { binary, dbPath, port: await freePort() };
    try {
      return [command, await runEngine(command)];
    } catch (error) {
      const portLost = error instanceof Error && /already in use/i.test(error.message);
      if (!portLost || attempt >= PORT_ATTEMPTS) throw error;
    }
  }
};

/** Starts the engine from the given source. */
export const startEngineFrom = async (source: EngineSource, options: EngineOptions): Promise<Engine> => {
  if (source.kind === 'endpoint') {
    options.log.info('using the DynamoDB that DYNAMODB_ENDPOINT names', { endpoint: source.url });
    await waitUntilReady(source.url, EXTERNAL_DEADLINE_MS);
    return { endpoint: source.url, failed: new Promise(() => undefined), close: async () => undefined };
  }
  if (options.dbPath !== undefined) await mkdir(dirname(options.dbPath), { recursive: true, mode: 0o700 });
  const [command, first] = await startOnFreePort(source.path, options.dbPath);
  const supervised = supervise(first, command, options.log, options.clock ?? systemClock);
  return { endpoint: `http://127.0.0.1:${command.port}`, ...supervised };
};

/**
 * Starts the DynamoDB engine, or finds the one that `DYNAMODB_ENDPOINT` names. An engine that we start ends when this
 * process does, however it ends. If it ends by itself, it is restarted and has lost nothing that it acknowledged.
 * @throws Error in one sentence that says what to do.
 */
export const startEngine = async (options: EngineOptions): Promise<Engine> =>
  startEngineFrom(await locateEngine(options), options);
