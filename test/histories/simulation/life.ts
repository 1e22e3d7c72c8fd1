import { AsyncLocalStorage } from 'node:async_hooks';
import type { Scheduler } from './scheduler';

/**
 * One invocation of a function, or one client: what waits at a door waits on its behalf. One that has been killed never gets
 * through a door again, so whatever it was about to do never happens.
 */
export class Life {
  #killed = false;

  constructor(readonly name: string) {}

  get killed(): boolean {
    return this.#killed;
  }

  kill(): void {
    this.#killed = true;
  }
}

interface Inside {
  readonly life: Life;
  readonly scheduler: Scheduler;
}

const storage = new AsyncLocalStorage<Inside>();

/** On whose behalf the calling code runs; `undefined` outside every simulation. */
export const inside = (): Inside | undefined => storage.getStore();

/** Runs code as part of a life: its timers, its clock and its random numbers are the scheduler's from here on. */
export const live = <T>(inside: Inside, code: () => T): T => storage.run(inside, code);

/** Runs code outside the simulation, with real timers: a call of the DynamoDB engine, once it is through its door. */
export const outside = <T>(code: () => T): T => storage.exit(code);
