import { spawn } from 'node:child_process';
import { once } from 'node:events';

const DEADLINE_MS = 60_000;

/** A program that does not end by itself, and what it has printed so far. */
export interface Followed {
  /** @throws Error if that is not printed within a minute. */
  until(pattern: RegExp): Promise<void>;
  /** Ends it. @returns all that it printed. */
  end(): Promise<string>;
}

/** Starts a program that goes on until it is ended, in a process group of its own so that what it started ends with it. */
export const follow = (
  program: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Followed => {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const closed = once(child, 'close');
  const end = async (): Promise<string> => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await closed;
    return printed;
  };
  return {
    end,
    until: async (pattern) => {
      const deadline = AbortSignal.timeout(DEADLINE_MS);
      while (!pattern.test(printed)) {
        if (deadline.aborted || child.exitCode !== null) {
          await end();
          throw new Error(`${program} ${args.join(' ')} never printed ${pattern}, but:\n${printed}`);
        }
        await Promise.race([once(child.stdout, 'data', { signal: deadline }), closed]).catch(() => undefined);
      }
    },
  };
};
