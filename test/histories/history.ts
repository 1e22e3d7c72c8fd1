import { createHash } from 'node:crypto';
import type { Thread, ThreadMessage } from '@frontdesk/tables';
import type { Step } from './simulation/scheduler';

/** A message as a frame says it. */
export type SeenMessage = Pick<ThreadMessage, 'text' | 'timestamp' | 'sequence'> & {
  readonly messageId: string;
  readonly messageType: ThreadMessage['message_type'];
};

/** What happened that a guarantee is about. */
export type Event =
  /** A client begins to send a message. */
  | { readonly type: 'said'; readonly by: string; readonly messageId: string; readonly text: string }
  /** A sender was told that its message is stored. */
  | {
      readonly type: 'acknowledged';
      readonly by: string;
      readonly messageId: string;
      readonly sequence: number;
      readonly timestamp: number;
    }
  /** A message came to a client: it was pushed, listed or answered. */
  | { readonly type: 'seen'; readonly by: string; readonly message: SeenMessage }
  /** A thread was written. */
  | {
      readonly type: 'committed';
      readonly by: string;
      readonly before: Thread | undefined;
      readonly after: Thread;
      readonly messages: readonly ThreadMessage[];
    }
  /** A frame was offered to a connection, whatever became of it. */
  | { readonly type: 'posted'; readonly by: string; readonly to: string; readonly frame: { readonly action: string } }
  /** A connection was answered that it is open; from then on it is a member. */
  | { readonly type: 'joined'; readonly connection: string; readonly threadId: string; readonly client: string }
  /** A client closed a connection, or lost it. */
  | { readonly type: 'lost'; readonly connection: string }
  /** A topic accepted a message. */
  | { readonly type: 'published'; readonly messageType: string; readonly body: unknown }
  /** A member of the staff asks to own a thread, or to give it back; and is answered. */
  | { readonly type: 'asked'; readonly by: string; readonly for: 'takeover' | 'release' }
  | { readonly type: 'granted'; readonly by: string; readonly for: 'takeover' | 'release' }
  /** An invocation was killed, or had to answer before its work was done, or a message became a dead letter. */
  | { readonly type: 'killed'; readonly life: string }
  | { readonly type: 'unfinished'; readonly life: string }
  | { readonly type: 'dead letter'; readonly body: unknown }
  /** A promise was rejected and nobody handled it: Node.js ends the process. */
  | { readonly type: 'unhandled'; readonly error: string };

/** A step that was taken. */
export interface Taken {
  readonly number: number;
  readonly at: number;
  readonly life: string;
  readonly label: string;
  outcome: string | undefined;
}

/** An event, and after how many steps and when it happened. */
export type Recorded<T extends Event['type'] = Event['type']> = Extract<Event, { type: T }> & {
  readonly step: number;
  readonly at: number;
};

/** All that happened in a run, in order. */
export class History {
  readonly steps: Taken[] = [];
  readonly #events: Recorded[] = [];
  #now: number;

  constructor(readonly start: number) {
    this.#now = start;
  }

  step(number: number, at: number, { life, label }: Step): Taken {
    this.#now = at;
    const taken: Taken = { number, at, life: life.name, label, outcome: undefined };
    this.steps.push(taken);
    return taken;
  }

  /** What happened beside the steps, for people. */
  note(label: string): void {
    const number = this.steps.at(-1)?.number ?? 0;
    this.steps.push({ number, at: this.#now, life: '!', label, outcome: undefined });
  }

  record(event: Event): void {
    this.#events.push({ ...event, step: this.steps.length, at: this.#now });
  }

  all<T extends Event['type']>(type: T): readonly Recorded<T>[] {
    return this.#events.filter((event): event is Recorded<T> => event.type === type);
  }

  /** Two runs with one digest took the same steps at the same times, with the same outcomes. */
  digest(): string {
    const text = this.lines().join('\n');
    return createHash('sha256').update(text).digest('hex').slice(0, 16);
  }

  /** The steps, for people. */
  lines(): string[] {
    return this.steps.map(
      ({ number, at, life, label, outcome }) =>
        `${String(number).padStart(5)}  +${String(at - this.start).padStart(6)} ms  ${life}: ${label}${outcome === undefined ? '' : ` → ${outcome}`}`,
    );
  }
}
