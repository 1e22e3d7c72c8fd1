import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Workshop } from '../../compile';

/** The stand-in for a WebSocket API's `@connections`. */
export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

export const startGateway = async ({ program }: Workshop): Promise<Gateway> => {
  const path = await program('realtime/gateway/gateway-program');
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: line.toString().trim(),
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};
