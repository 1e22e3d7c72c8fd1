import { LambdaClosedError, TooManyRequestsError } from './errors';
import type { Instance } from './instance';

/** How many callers may wait for one function at once. Where Lambda would start another instance, a laptop queues. */
const MAX_WAITING = 1000;

export interface PoolOptions {
  readonly functionName: string;
  /** Instances that may exist at once. */
  readonly maxInstances: number;
  /** Milliseconds after which an unused instance is ended. The last one stays. */
  readonly idleMs: number;
  start(): Instance;
}

interface Waiter {
  resolve(instance: Instance): void;
  reject(error: Error): void;
}

interface Idle {
  readonly instance: Instance;
  readonly reaper: NodeJS.Timeout;
}

/** The instances of one function: which are free, who is waiting, and which still run an older bundle. */
export class Pool {
  readonly #options: PoolOptions;
  /** Instances of the bundle as it is now; these count against the limit. */
  #current = new Set<Instance>();
  /** Every instance that has not ended, including those of older bundles. */
  readonly #all = new Set<Instance>();
  /** Most recently used last. */
  readonly #idle: Idle[] = [];
  /** In order of arrival; empty unless the limit is reached and nobody is idle. */
  readonly #waiting = new Set<Waiter>();
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /**
   * Takes an instance for one event: the idle one used last, else a new one, else the next to become free.
   * Every instance taken must be released. An abort ends the wait with the signal's reason.
   * @throws TooManyRequestsError, LambdaClosedError
   */
  async acquire(signal?: AbortSignal): Promise<Instance> {
    if (this.#closed) throw new LambdaClosedError();
    const free = this.#takeIdle() ?? this.#startIfAllowed();
    if (free) return free;
    if (this.#options.maxInstances === 0 || this.#waiting.size >= MAX_WAITING) {
      throw new TooManyRequestsError(this.#options.functionName);
    }
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { resolve, reject };
      this.#waiting.add(waiter);
      signal?.addEventListener('abort', () => {
        if (this.#waiting.delete(waiter)) reject(signal.reason);
      });
    });
  }

  release(instance: Instance): void {
    if (!instance.alive || !this.#current.has(instance)) {
      this.#discard(instance);
      return;
    }
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next.resolve(instance);
    } else this.#rest(instance);
  }

  /** Starts one instance if there is none. Resolves with the milliseconds that took; rejects if the bundle does not load. */
  async warm(): Promise<number> {
    const [running] = this.#current;
    if (running) return running.ready;
    const started = this.#startIfAllowed();
    if (!started) return 0;
    this.#rest(started);
    return started.ready;
  }

  /** From now on, new instances serve. Busy ones finish what they are doing and are then ended. */
  reload(): void {
    this.#current = new Set();
    for (const { instance, reaper } of this.#idle.splice(0)) {
      clearTimeout(reaper);
      this.#discard(instance);
    }
    this.#serveWaiting();
  }

  /** Ends every instance, busy or not, and refuses whoever is waiting. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiting) waiter.reject(new LambdaClosedError());
    this.#waiting.clear();
    for (const { reaper } of this.#idle.splice(0)) clearTimeout(reaper);
    await Promise.all([...this.#all].map((instance) => instance.stop()));
  }

  #takeIdle(): Instance | undefined {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      clearTimeout(idle.reaper);
      if (idle.instance.alive) return idle.instance;
      this.#discard(idle.instance);
    }
    return undefined;
  }

  #startIfAllowed(): Instance | undefined {
    if (this.#closed || this.#current.size >= this.#options.maxInstances) return undefined;
    const instance = this.#options.start();
    this.#all.add(instance);
    this.#current.add(instance);
    void instance.exit.then(() => {
      this.#all.delete(instance);
      this.#discard(instance);
    });
    return instance;
  }

  #rest(instance: Instance): void {
    const reaper = setTimeout(() => this.#reap(instance), this.#options.idleMs);
    reaper.unref();
    this.#idle.push({ instance, reaper });
  }

  #reap(instance: Instance): void {
    if (this.#current.size > 1) this.#discard(instance);
  }

  /** Ends an instance and gives its place to whoever is waiting. */
  #discard(instance: Instance): void {
    const position = this.#idle.findIndex((idle) => idle.instance === instance);
    if (position >= 0) clearTimeout(this.#idle.splice(position, 1)[0]?.reaper);
    this.#current.delete(instance);
    void instance.stop();
    this.#serveWaiting();
  }

  #serveWaiting(): void {
    for (const waiter of this.#waiting) {
      const instance = this.#startIfAllowed();
      if (!instance) return;
      this.#waiting.delete(waiter);
      waiter.resolve(instance);
    }
  }
}
