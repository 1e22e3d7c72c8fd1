import { fork } from 'node:child_process';
import { once } from 'node:events';
import { instanceEnvironment } from '@frontdesk/local/lambda/environment';
import type { LocalFunction } from '@frontdesk/local/lambda/function';
import { LOCAL_ACCOUNT } from '@frontdesk/local/stack/account';
import type { Answered, Heap } from './instance-program';

/** An instance of a function, with nothing warm until it is invoked. */
export interface Instance {
  /** @throws Error with the function's answer if that is a refusal. */
  invoke(event: unknown): Promise<Answered>;
  /** In bytes, without garbage. */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** @param program the path of the compiled `instance-program`. */
export const startInstance = (program: string, fn: LocalFunction): Instance => {
  const child = fork(program, [fn.bundlePath], {
    env: instanceEnvironment(fn, LOCAL_ACCOUNT, Date.now()),
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exit = once(child, 'exit');
  const ask = async <T>(message: unknown): Promise<T> => {
    child.send(message as object);
    const [answer] = await Promise.race([
      once(child, 'message'),
      exit.then(([code]) => Promise.reject(new Error(`The instance of ${fn.name} ended with ${code}.`))),
    ]);
    return answer as T;
  };
  return {
    invoke: async (event) => {
      const answered = await ask<Answered>({ event });
      if (answered.statusCode < 300) return answered;
      throw new Error(`${fn.name} answered ${answered.statusCode}: ${answered.body.slice(0, 500)}`);
    },
    heapBytes: async () => (await ask<Heap>('heap')).heapBytes,
    close: async () => {
      child.kill();
      await exit;
    },
  };
};
