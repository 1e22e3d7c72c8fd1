import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Tools } from './tools';

const FOLDER = join(__dirname, '..', 'emulator');
const START_DEADLINE_MS = 60_000;

/** The tools that run.ts found. */
export const tools = (): Tools => {
  if (!process.env.INFRA_TOOLS) throw new Error('Run this with: make test-infra');
  return JSON.parse(process.env.INFRA_TOOLS) as Tools;
};

export interface Emulator {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Starts an emulator of its own, on a free port. It ends with this process at the latest. */
export const startEmulator = async (): Promise<Emulator> => {
  const child = spawn(tools().python, [join(FOLDER, 'emulator.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line', { signal: AbortSignal.timeout(START_DEADLINE_MS) }).then(([first]) =>
      String(first),
    ),
    exited.then(() => {
      throw new Error(`The emulator did not start: ${complaints.join('')}`);
    }),
  ]);
  const { endpoint } = JSON.parse(line) as { endpoint: string };
  return {
    endpoint,
    close: async () => {
      child.stdin.end();
      await exited;
    },
  };
};

/** Where the emulator's files are: the override that points an environment at it, and the reader of what it holds. */
export const EMULATOR_OVERRIDE = join(FOLDER, 'emulator_override.tf');
export const READ_BACK = join(FOLDER, 'read_back.py');
