import type { HeldMessage } from './message';

/** A change to one queue. It states what holds from now on, so that it can be replayed from the journal. */
export type QueueChange =
  | { readonly change: 'held'; readonly queue: string; readonly held: HeldMessage }
  | { readonly change: 'gone'; readonly queue: string; readonly id: string }
  | { readonly change: 'purged'; readonly queue: string };

/** The messages of one queue: those that can be received, in order, and those that nobody sees yet. */
export class QueueState {
  readonly #ready = new Map<string, HeldMessage>();
  readonly #hidden = new Map<string, HeldMessage>();
  readonly #watchers = new Set<() => void>();

  apply(change: QueueChange): void {
    switch (change.change) {
      case 'held':
        this.#ready.delete(change.held.message.id);
        this.#hidden.set(change.held.message.id, change.held);
        break;
      case 'gone':
        this.#ready.delete(change.id);
        this.#hidden.delete(change.id);
        break;
      case 'purged':
        this.#ready.clear();
        this.#hidden.clear();
        break;
    }
    for (const watcher of this.#watchers) watcher();
  }

  find(id: string): HeldMessage | undefined {
    return this.#ready.get(id) ?? this.#hidden.get(id);
  }

  all(): HeldMessage[] {
    return [...this.#ready.values(), ...this.#hidden.values()];
  }

  /** The messages that can be received now, in order. */
  ready(now: number): Iterable<HeldMessage> {
    for (const [id, held] of this.#hidden) {
      if (held.visibleAt > now) continue;
      this.#hidden.delete(id);
      this.#ready.set(id, held);
    }
    return this.#ready.values();
  }

  counts(now: number): { readonly visible: number; readonly inFlight: number; readonly delayed: number } {
    this.ready(now);
    const inFlight = [...this.#hidden.values()].filter(({ receipt }) => receipt !== null).length;
    return { visible: this.#ready.size, inFlight, delayed: this.#hidden.size - inFlight };
  }

  /** Milliseconds until the next hidden message becomes visible; `Infinity` if none will. */
  nextVisible(now: number): number {
    let next = Infinity;
    for (const { visibleAt } of this.#hidden.values()) next = Math.min(next, visibleAt - now);
    return next;
  }

  /** Resolves at the next change, when a hidden message becomes visible, after `timeoutMs`, or on the signal. */
  stir(now: number, timeoutMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const ms = Math.min(timeoutMs, this.nextVisible(now));
      // A timer waits 24 days at most. If it fires early, its waiter just looks again.
      const timer = Number.isFinite(ms) ? setTimeout(() => done(), Math.min(ms, 2 ** 31 - 1)) : undefined;
      const done = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.#watchers.add(done);
      signal?.addEventListener('abort', done);
      if (signal?.aborted) done();
    });
  }
}
