import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Workshop } from '../compile';

export interface Echo {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts the echo in a process apart: in the stack's own it would share an event loop and a heap, and be no floor. */
export const startEcho = async ({ program }: Workshop): Promise<Echo> => {
  const child = spawn(process.execPath, [await program('warm/echo-server')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: line.toString().trim(),
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};
