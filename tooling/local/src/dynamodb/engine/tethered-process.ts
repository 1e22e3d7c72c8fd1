import { spawn } from 'node:child_process';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote to standard error. */
  readonly errors: string;
}

export interface TetheredProcess {
  /** Resolves when the process has ended, for whatever reason. */
  readonly exited: Promise<Exit>;
  /** Ends the process with SIGKILL and resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * Runs `"$@"` until it ends or standard input closes. Standard input is a pipe whose other end only the parent has; the
 * kernel closes it however the parent dies.
 */
const TETHER = `
exec 3<&0
"$@" 3<&- </dev/null &
child=$!
{ read -r _ <&3; kill -KILL "$child"; } >/dev/null 2>&1 &
watcher=$!
wait "$child"
status=$?
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

const ERRORS_KEPT = 4_096;
const KILL_DEADLINE_MS = 2_000;

/**
 * Starts a program that cannot outlive this process, not even if this process is killed with SIGKILL. It runs in its
 * own session, so that Ctrl-C in the terminal only reaches this process, which then decides what ends when.
 */
export const spawnTethered = (command: string, args: readonly string[]): TetheredProcess => {
  const shell = spawn('/bin/sh', ['-c', TETHER, 'sh', command, ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let errors = '';
  shell.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-ERRORS_KEPT);
  });
  // We do not care if we write to a shell that is already gone.
  shell.stdin.on('error', () => undefined);

  const killGroup = (): void => {
    try {
      if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
    } catch {
      // The whole group is gone already.
    }
  };
  const exited = new Promise<Exit>((resolve) => {
    shell.once('error', (error) => resolve({ code: null, signal: null, errors: error.message }));
    shell.once('exit', (code, signal) => {
      // If somebody killed the shell, its children must not be left running.
      killGroup();
      resolve({ code, signal, errors: errors.trim() });
    });
  });
  return {
    exited,
    kill: async () => {
      shell.stdin.end();
      const deadline = setTimeout(killGroup, KILL_DEADLINE_MS);
      await exited;
      clearTimeout(deadline);
    },
  };
};
