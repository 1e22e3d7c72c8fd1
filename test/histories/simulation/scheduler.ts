import { setImmediate as turn } from 'node:timers/promises';
import type { History } from '../history';
import type { Life } from './life';
import type { Random } from './random';

/** Something that waits to happen. Nothing happens but by a step, and one step at a time. */
export interface Step {
  readonly life: Life;
  /** What it is, for whoever reads the history. */
  readonly label: string;
  /** Epoch milliseconds before which it cannot happen. */
  readonly due: number;
  /** Makes it happen. What it resolves with is added to the label. */
  run(): Promise<string | undefined> | string | undefined;
}

/** How a run chooses among what waits. */
export interface Manner {
  /** `even`: each step is as likely as any other. `favourites`: some lives are faster than others, for a while. */
  readonly order: 'even' | 'favourites';
  /** How likely it is that time passes until the next timer although something could happen now. */
  readonly haste: number;
  /** The most milliseconds that a step takes; mostly it takes none, so that many things have the same time. */
  readonly longestStep: number;
}

/** A run that takes more steps than this never comes to rest. */
const MOST_STEPS = 20_000;

/** How likely a life's speed changes at a step. */
const MOOD_CHANGE = 0.05;

/** Macrotasks after which a world in which nothing is outside has come to rest: promises settle within one. */
const TURNS = 2;

/**
 * Decides what happens next: whatever goes through a door waits here until it is released, one at a time, by a seeded choice.
 * Then the world runs until all of it waits again. So the seed decides every interleaving, and gives it back.
 */
export class Scheduler {
  readonly random: Random;
  readonly #manner: Manner;
  readonly #history: History;
  readonly #speeds = new Map<Life, number>();
  #waiting: Step[] = [];
  #now: number;
  #count = 0;

  constructor(random: Random, manner: Manner, history: History, start: number) {
    this.random = random;
    this.#manner = manner;
    this.#history = history;
    this.#now = start;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#now;
  }

  /** Has a step wait for its turn. Returns what takes it away again. */
  park(step: Step): () => void {
    this.#waiting.push(step);
    return () => {
      this.#waiting = this.#waiting.filter((each) => each !== step);
    };
  }

  /** Steps of a life that wait, whether or not they are due. */
  waitingOf(life: Life): readonly Step[] {
    return this.#waiting.filter((each) => each.life === life);
  }

  /** Lives on whose behalf something waits. */
  lives(): readonly Life[] {
    return [...new Set(this.#waiting.map(({ life }) => life))].filter(({ killed }) => !killed);
  }

  /**
   * Releases one step after the other until nothing waits any more.
   * @param between is called before each step, and may change what waits.
   * @throws Error if the world does not come to rest.
   */
  async run(between: () => void): Promise<void> {
    await this.#rest();
    for (;;) {
      between();
      this.#waiting = this.#waiting.filter(({ life }) => !life.killed);
      const step = this.#choose();
      if (!step) return;
      if (this.#count === MOST_STEPS) throw new Error(`the run does not come to rest within ${MOST_STEPS} steps`);
      await this.#release(step);
    }
  }

  async #release(step: Step): Promise<void> {
    this.#waiting = this.#waiting.filter((each) => each !== step);
    this.#now = Math.max(this.#now, step.due);
    if (this.random.chance(0.3)) this.#now += this.random.between(0, this.#manner.longestStep);
    this.#count += 1;
    const entry = this.#history.step(this.#count, this.#now, step);
    entry.outcome = await step.run();
    await this.#rest();
  }

  /** Nothing in the world is outside, so everything that can go on does so within its microtasks. */
  async #rest(): Promise<void> {
    for (let turns = 0; turns < TURNS; turns += 1) await turn();
  }

  #choose(): Step | undefined {
    const ready = this.#waiting.filter(({ due }) => due <= this.#now);
    const later = this.#waiting.filter(({ due }) => due > this.#now);
    const [first] = later.toSorted((a, b) => a.due - b.due);
    if (first && (ready.length === 0 || this.random.chance(this.#manner.haste))) return first;
    if (ready.length === 0) return undefined;
    return this.#manner.order === 'even' ? this.random.pick(ready) : this.#fastest(ready);
  }

  #fastest(ready: readonly Step[]): Step | undefined {
    const speedOf = (life: Life): number => {
      const speed = this.#speeds.get(life) ?? this.random.next();
      this.#speeds.set(life, speed);
      return speed;
    };
    if (this.random.chance(MOOD_CHANGE)) this.#speeds.delete(this.random.pick(ready).life);
    return ready.toSorted((a, b) => speedOf(b.life) - speedOf(a.life))[0];
  }
}
