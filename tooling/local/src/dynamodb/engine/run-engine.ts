import { spawnTethered, type TetheredProcess } from './tethered-process';
import { waitUntilReady } from './wait-until-ready';

const READY_DEADLINE_MS = 10_000;

/** What to run, and where. Without a `dbPath` the engine keeps everything in memory. */
export interface EngineCommand {
  readonly binary: string;
  readonly port: number;
  readonly dbPath: string | undefined;
}

/**
 * Runs the engine and resolves once it answers.
 *
 * It is always killed, never asked to end: its SQLite is in WAL mode with `synchronous=FULL`, so an acknowledged write
 * is in the log file whatever happens to the process, and every stop then works the same way as a crash.
 * @throws Error with the engine's own words if it ends instead.
 */
export const runEngine = async ({ binary, port, dbPath }: EngineCommand): Promise<TetheredProcess> => {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port)];
  const engine = spawnTethered(binary, dbPath === undefined ? args : [...args, '--db-path', dbPath]);
  const ended = new AbortController();
  void engine.exited.then(({ code, errors }) =>
    ended.abort(new Error(`The DynamoDB engine ended with code ${code}: ${errors || 'it said nothing'}`)),
  );
  try {
    await waitUntilReady(`http://127.0.0.1:${port}/`, READY_DEADLINE_MS, ended.signal);
  } catch (error) {
    await engine.kill();
    throw error;
  }
  return engine;
};
