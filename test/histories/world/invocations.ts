import type { Faults } from '../doors/faults';
import type { History } from '../history';
import { Life, live } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import type { Context } from './lambda';

/** How often invocations are killed in one run, at most. */
const MOST_KILLED = 6;

/** How likely what an invocation left undone goes on after it has answered: its environment is frozen, and may thaw. */
const THAWS = 0.3;

/** Lambda: each invocation is a life of its own, which may be killed at any of its steps. */
export class Invocations {
  readonly #world: { readonly scheduler: Scheduler; readonly history: History; faults(): Faults };
  #running: Life[] = [];
  #killed = 0;

  constructor(world: { readonly scheduler: Scheduler; readonly history: History; faults(): Faults }) {
    this.#world = world;
  }

  /**
   * Runs an invocation of a function.
   * @param timeoutMs of the function.
   * @returns never, if it is killed.
   */
  async invoke<T>(name: string, timeoutMs: number, handler: (context: Context) => Promise<T>): Promise<T> {
    const { scheduler, history } = this.#world;
    const life = new Life(name);
    const ends = scheduler.now() + timeoutMs;
    const context = {
      awsRequestId: name,
      functionName: name,
      getRemainingTimeInMillis: () => Math.max(0, ends - scheduler.now()),
    } as unknown as Context;
    this.#running.push(life);
    try {
      return await live({ life, scheduler }, () => handler(context));
    } finally {
      this.#running = this.#running.filter((each) => each !== life);
      if (scheduler.waitingOf(life).length > 0) {
        history.record({ type: 'unfinished', life: name });
        if (!scheduler.random.chance(THAWS)) life.kill();
      }
    }
  }

  /** Before each step: kills an invocation, if it is to be. */
  strike(): void {
    const { scheduler, history, faults } = this.#world;
    if (this.#running.length === 0 || this.#killed === MOST_KILLED || !scheduler.random.chance(faults().killed)) return;
    const life = scheduler.random.pick(this.#running);
    this.#killed += 1;
    this.#running = this.#running.filter((each) => each !== life);
    life.kill();
    history.record({ type: 'killed', life: life.name });
    history.note(`${life.name} is killed`);
  }
}
