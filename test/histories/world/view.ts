import type { SeenMessage } from '../history';

/** A message of a thread, with the cursor that continues after it, where the frame said one. */
export interface Arrived {
  readonly message: SeenMessage;
  readonly cursor?: string | undefined;
}

/** What a client has of a thread: each message once, and from where to catch up. */
export class View {
  readonly #messages = new Map<number, SeenMessage>();
  readonly #cursors = new Map<number, string>();
  #complete = 0;
  #cursor: string | undefined;

  /** Takes a message; one that is known already changes nothing. */
  take({ message, cursor }: Arrived): void {
    const { sequence } = message;
    if (!this.#messages.has(sequence)) this.#messages.set(sequence, message);
    if (cursor !== undefined) this.#cursors.set(sequence, cursor);
    while (this.#messages.has(this.#complete + 1)) {
      this.#complete += 1;
      this.#cursor = this.#cursors.get(this.#complete) ?? this.#cursor;
    }
  }

  /** The last message up to which none is missing, by sequence. */
  get complete(): number {
    return this.#complete;
  }

  /** Whether there is a later message than one that is missing. */
  get hasGap(): boolean {
    return this.#messages.size > this.#complete;
  }

  /** Continues after messages of which none is missing. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  /** In the thread's order. */
  messages(): SeenMessage[] {
    return [...this.#messages].toSorted(([a], [b]) => a - b).map(([, message]) => message);
  }
}
