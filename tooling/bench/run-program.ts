import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ANSWER } from './answer';

const DEADLINE_MS = 60_000;

/** Which Node.js runs a program, and with which of its options. */
export interface Host {
  /** The path of the binary. */
  readonly node: string;
  readonly flags: readonly string[];
}

/** The Node.js that runs the benchmark, without options. */
export const thisNode: Host = { node: process.execPath, flags: [] };

/**
 * Runs a compiled program in a fresh Node.js process with an environment of its own. Resolves with the JSON that it wrote to
 * {@link ANSWER}. A pipe, not Node's IPC, which would load modules that the measured code has to load itself.
 * @throws Error with what it wrote to standard error if it fails; a program that hangs is killed.
 */
export const runProgram = async <T>(
  path: string,
  job: unknown,
  env: NodeJS.ProcessEnv = {},
  { node, flags }: Host = thisNode,
): Promise<T> => {
  const child = spawn(node, [...flags, path, JSON.stringify(job)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  const read = (descriptor: number): Promise<string> => text(child.stdio[descriptor] as Readable);
  const [, errors, answer] = await Promise.all([read(1), read(2), read(ANSWER)]);
  if (answer === '') throw new Error(`${path} gave no answer: ${errors.slice(-500) || 'it was killed'}`);
  return JSON.parse(answer) as T;
};
