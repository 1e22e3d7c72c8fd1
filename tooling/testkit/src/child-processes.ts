import { type ChildProcess, type ChildProcessByStdio, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

const running = new Set<ChildProcess>();

/**
 * Runs Node.js with a test's own program. A file that starts any must end them with `afterAll(endChildren)`: a failing
 * test never reaches a line of its own that would, and the process then outlives the suite.
 */
export const startChild = (
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'detached' | 'env'> & { readonly stderr?: 'pipe' | 'inherit' } = {},
): ChildProcessByStdio<null, Readable, Readable | null> => {
  const { stderr = 'inherit', ...rest } = options;
  const child = spawn(process.execPath, args, { ...rest, stdio: ['ignore', 'pipe', stderr] });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child as ChildProcessByStdio<null, Readable, Readable | null>;
};

/** Ends whatever is still running, and resolves when it is gone. */
export const endChildren = async (): Promise<void> => {
  await Promise.all(
    [...running].map(async (child) => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    }),
  );
};
