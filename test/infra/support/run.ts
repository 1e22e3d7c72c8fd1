import { spawn } from 'node:child_process';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly deadlineMs?: number;
}

const DEADLINE_MS = 300_000;

/** Runs a program to its end. @throws Error only if it cannot be started or takes too long. */
export const run = (
  program: string,
  args: readonly string[],
  { cwd, env, deadlineMs = DEADLINE_MS }: Running,
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${program} ${args.join(' ')} took longer than ${deadlineMs} ms:\n${Buffer.concat(err)}`));
    }, deadlineMs);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });

/** Runs a program that must succeed. @returns its standard output. @throws Error with what it printed. */
export const succeed = async (program: string, args: readonly string[], running: Running): Promise<string> => {
  const { code, stdout, stderr } = await run(program, args, running);
  if (code !== 0)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${code}:\n${stdout.slice(-4_000)}\n${stderr.slice(-8_000)}`,
    );
  return stdout;
};
