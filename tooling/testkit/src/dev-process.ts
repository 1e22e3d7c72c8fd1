import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackOutputs } from './api';
import { startChild } from './child-processes';
import { runningProcesses } from './processes';

const ROOT = join(__dirname, '..', '..', '..');
const READY_DEADLINE_MS = 20_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface DevProcess {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Resolves once `GET /health` answers. @throws Error with what it printed, if it ends before. */
  ready(): Promise<StackOutputs>;
  readonly ended: Promise<Ended>;
}

/** Asks again and again until there is an answer. @throws Error if there is none after `deadlineMs`. */
export const until = async <T>(what: () => Promise<T | undefined>, deadlineMs: number): Promise<T> => {
  const begun = Date.now();
  for (;;) {
    const found = await what();
    if (found !== undefined) return found;
    if (Date.now() > begun + deadlineMs) throw new Error(`not within ${deadlineMs} ms`);
    // The longer it takes, the less often it asks: what it waits for needs the CPU too.
    await new Promise((resolve) => setTimeout(resolve, Math.max(20, (Date.now() - begun) / 8)));
  }
};

/** Runs the local stack as `make dev` does, in a process of its own with a data folder of the test's. */
export const startDevProcess = (
  data: string,
  environment: Readonly<Record<string, string>> = {},
  root = ROOT,
): DevProcess => {
  const child = startChild([join(root, 'dist', 'local', 'dev.js')], {
    cwd: root,
    detached: true,
    stderr: 'pipe',
    env: { ...process.env, PORT: '0', AWS_PORT: '0', FRONTDESK_DATA: data, FRONTDESK_NO_THROTTLE: '1', ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  let over = false;
  void ended.then(() => {
    over = true;
  });

  return {
    child,
    printed: () => stdout + stderr,
    ended,
    ready: () =>
      until(async () => {
        if (over) throw new Error(`the stack ended: ${stderr || stdout}`);
        if (!stdout.includes('Frontdesk is ready')) return undefined;
        const outputs = JSON.parse(readFileSync(join(data, 'outputs.json'), 'utf8')) as StackOutputs;
        const health = await fetch(`${outputs.api_url}/health`, { signal: AbortSignal.timeout(5_000) });
        return health.ok ? { ...outputs, data } : undefined;
      }, READY_DEADLINE_MS),
  };
};

/** Processes whose command line names the folder: whatever a stack that uses it has left running. */
export const processesOver = (data: string): string[] =>
  runningProcesses()
    .filter(({ pid, command }) => pid !== process.pid && command.includes(data))
    .map(({ pid, command }) => `${pid} ${command}`);

/** Resolves when no such process is left. */
export const nothingOver = (data: string): Promise<true> =>
  until(async () => (processesOver(data).length === 0 ? true : undefined), 5_000);
