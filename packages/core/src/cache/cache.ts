import { type Clock, systemClock } from '../time/clock';

export interface CacheOptions<V> {
  /** Of all that is kept, in whatever `weigh` weighs: entries, if it is left out. */
  readonly maxWeight: number;
  /** What a value weighs. While it is looked up it weighs nothing, and stays. */
  readonly weigh?: (value: V) => number;
  /** Milliseconds that a value is good for; for ever, if left out. */
  readonly maxAgeMs?: number;
  /** The last value is known while the next is looked up, and after a look-up that failed. */
  readonly keepsLast?: boolean;
  /**
   * Milliseconds that a look-up is not repeated for after it failed: the last value, if it is kept, or else the failure is the
   * answer. Without it the next caller looks up again.
   */
  readonly pauseMs?: number;
  readonly clock?: Clock;
}

interface Known<V> {
  readonly value: V;
  readonly until: number;
}

interface Entry<V> {
  readonly version: number;
  answer: Promise<V>;
  /** Epoch milliseconds. */
  until: number;
  weight: number;
  known: Known<V> | undefined;
}

/**
 * Remembers what look-ups answered, within a bound. Who asks while a key is looked up waits for the same look-up. What was not
 * asked for the longest is forgotten first; only what was just asked for stays, whatever it weighs.
 */
export class Cache<V> {
  /** In order of use, the latest last. */
  readonly #entries = new Map<string, Entry<V>>();
  readonly #options: CacheOptions<V>;
  readonly #clock: Clock;
  #kept = 0;

  constructor(options: CacheOptions<V>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  /**
   * @param version that the answer must be of, or of a later one: what was looked up for an earlier one is looked up again.
   */
  get(key: string, lookUp: () => Promise<V>, version = 0): Promise<V> {
    const found = this.#entries.get(key);
    const good = found && found.version >= version && found.until > this.#clock.now();
    const entry = good ? found : this.#look(key, lookUp, version);
    this.#forget(key);
    this.#entries.set(key, entry);
    this.#kept += entry.weight;
    this.#evictBeside(entry);
    return entry.answer;
  }

  /** What `get` would answer without a look-up; `undefined` if it must look. */
  fresh(key: string): Known<V> | undefined {
    const known = this.last(key);
    return known && known.until > this.#clock.now() ? known : undefined;
  }

  /** The last answer, however old. */
  last(key: string): Known<V> | undefined {
    return this.#entries.get(key)?.known;
  }

  /** Weighs a value again that has changed since it was looked up. */
  weighAgain(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry?.known) return;
    const weight = this.#options.weigh?.(entry.known.value) ?? 1;
    this.#kept += weight - entry.weight;
    entry.weight = weight;
    this.#evictBeside(entry);
  }

  #look(key: string, lookUp: () => Promise<V>, version: number): Entry<V> {
    const { maxAgeMs = Number.POSITIVE_INFINITY, weigh, keepsLast = false } = this.#options;
    const until = this.#clock.now() + maxAgeMs;
    const looking = lookUp();
    const entry: Entry<V> = {
      version,
      answer: looking,
      until,
      weight: weigh ? 0 : 1,
      known: keepsLast ? this.last(key) : undefined,
    };
    entry.answer = looking.then(
      (value) => {
        entry.known = { value, until };
        const weight = weigh?.(value) ?? 1;
        if (this.#entries.get(key) === entry) this.#kept += weight - entry.weight;
        entry.weight = weight;
        this.#evictBeside(entry);
        return value;
      },
      (error: unknown) => this.#failed(key, entry, error),
    );
    return entry;
  }

  #failed(key: string, entry: Entry<V>, error: unknown): V {
    const { pauseMs } = this.#options;
    entry.until = pauseMs === undefined ? 0 : this.#clock.now() + pauseMs;
    if (pauseMs !== undefined && entry.known) return entry.known.value;
    // Of a later version another look-up may have taken its place meanwhile.
    const forgotten = pauseMs === undefined && !entry.known && this.#entries.get(key) === entry;
    if (forgotten) this.#forget(key);
    throw error;
  }

  #evictBeside(latest: Entry<V>): void {
    for (const [key, entry] of this.#entries) {
      if (this.#kept <= this.#options.maxWeight) return;
      if (entry !== latest && entry.weight > 0) this.#forget(key);
    }
  }

  #forget(key: string): void {
    this.#kept -= this.#entries.get(key)?.weight ?? 0;
    this.#entries.delete(key);
  }
}
