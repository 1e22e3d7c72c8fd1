export interface GateOptions {
  /** Calls that run at once, of those that have not been running for long. */
  readonly atOnce: number;
  /** Milliseconds after which a call runs for long, and another may begin beside it. */
  readonly longMs: number;
  /** Calls that run at once in all. */
  readonly most: number;
}

/** Bounds how many calls run at once, in the order in which they came. A call that hangs holds up no other. */
export class Gate {
  readonly #options: GateOptions;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #long = 0;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /** Resolves when a call may begin, with what is to be called when it has ended. */
  async enter(): Promise<() => void> {
    if (this.#isFull) await new Promise<void>((begin) => this.#waiting.push(begin));
    else this.#running += 1;
    let isLong = false;
    const timer = setTimeout(() => {
      isLong = true;
      this.#long += 1;
      this.#admit();
    }, this.#options.longMs);
    return () => {
      clearTimeout(timer);
      this.#running -= 1;
      if (isLong) this.#long -= 1;
      this.#admit();
    };
  }

  get #isFull(): boolean {
    const { atOnce, most } = this.#options;
    return this.#running >= most || this.#running - this.#long >= atOnce;
  }

  #admit(): void {
    while (!this.#isFull) {
      const begin = this.#waiting.shift();
      if (!begin) return;
      // Counted here: whoever asks before it goes on must find its place taken.
      this.#running += 1;
      begin();
    }
  }
}
