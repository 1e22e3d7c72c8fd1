import { randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import { openJournal } from '../data/journal';
import {
  type HeldMessage,
  type Message,
  type MessageAttributes,
  messageIdOf,
  type NewMessage,
  newReceipt,
  type ReceivedMessage,
  sizeOf,
} from './message';
import { type QueueChange, QueueState } from './queue-state';

/** A queue as it is deployed. */
export interface QueueDefinition {
  /** Its full name. */
  readonly name: string;
  readonly arn: string;
  readonly visibilityMs: number;
  readonly retentionMs: number;
  /** After `maxReceives` receives, a message goes to the queue named `deadLetters`. */
  readonly redrive?: { readonly maxReceives: number; readonly deadLetters: string };
  /** Set if the SQS API does not show it. Nobody gets to see Lambda's own queues of asynchronous events. */
  readonly internal?: true;
}

export interface ReceiveOptions {
  readonly max: number;
  /** The sum of the messages' sizes; the first is handed out whatever its size. */
  readonly maxBytes?: number;
  /** The queue's own if left out. */
  readonly visibilityMs?: number | undefined;
  /** How long to wait while the queue is empty: not at all if left out, until the signal if `Infinity`. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

/** Every queue and its messages. Every change is on disk before it is acknowledged. */
export interface Queues {
  /** Says which queues exist. Messages of a queue that is no longer among them are kept until it is again. */
  define(definitions: readonly QueueDefinition[]): void;
  find(name: string): QueueDefinition | undefined;
  list(): readonly QueueDefinition[];
  /** Sends all of the messages, or none if the process dies meanwhile. */
  send(messages: readonly (NewMessage & { readonly queue: string })[]): Promise<readonly Message[]>;
  receive(name: string, options: ReceiveOptions): Promise<readonly ReceivedMessage[]>;
  /** Deletes the messages that the receipts are for. A receipt that a later receive has replaced deletes nothing. */
  delete(name: string, receipts: readonly string[]): Promise<void>;
  /** Hides a message for `visibilityMs` from now. @returns whether the receipt is for a hidden message. */
  changeVisibility(name: string, receipt: string, visibilityMs: number): Promise<boolean>;
  /** Hands messages back as if they had not been received: for work that was not begun or could not be finished. */
  giveBack(name: string, receipts: readonly string[]): Promise<void>;
  /** Gives up on a message at once. `attributes` say why. */
  deadLetter(name: string, receipt: string, attributes: MessageAttributes): Promise<void>;
  purge(name: string): Promise<void>;
  counts(name: string): ReturnType<QueueState['counts']>;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

/** Opens the queues. Their messages share one journal, so a move from one queue to another is a single change. */
export const openQueues = async (path: string, clock: Clock): Promise<Queues> => {
  const states = new Map<string, QueueState>();
  let definitions = new Map<string, QueueDefinition>();
  const stateOf = (name: string): QueueState => {
    const state = states.get(name) ?? new QueueState();
    states.set(name, state);
    return state;
  };
  const journal = await openJournal<QueueChange>(path, {
    apply: (change) => stateOf(change.queue).apply(change),
    snapshot: () =>
      [...states].flatMap(([queue, state]) => state.all().map((held) => ({ change: 'held' as const, queue, held }))),
  });

  const held = (queue: string, message: HeldMessage): QueueChange => ({ change: 'held', queue, held: message });
  const gone = (queue: string, id: string): QueueChange => ({ change: 'gone', queue, id });

  /** The message that a receipt is for, unless it is gone or was received again. */
  const current = (name: string, receipt: string): HeldMessage | undefined => {
    const found = stateOf(name).find(messageIdOf(receipt) ?? '');
    return found?.receipt === receipt ? found : undefined;
  };

  const givenUp = (
    name: string,
    { message, receives }: HeldMessage,
    attributes: MessageAttributes = {},
  ): QueueChange[] => {
    const definition = definitions.get(name);
    const target = definition?.redrive?.deadLetters;
    if (definition === undefined || target === undefined) return [gone(name, message.id)];
    const moved = {
      ...message,
      attributes: { ...message.attributes, ...attributes },
      deadLetterOf: definition.arn,
    };
    const waiting = { message: moved, visibleAt: clock.now(), receives, firstReceivedAt: null, receipt: null };
    return [gone(name, message.id), held(target, waiting)];
  };

  /** Decides about the next receivable messages: they are handed out, or dropped as too old or tried too often. */
  const take = (name: string, options: ReceiveOptions): { changes: QueueChange[]; taken: HeldMessage[] } => {
    const { max, maxBytes = Infinity } = options;
    const now = clock.now();
    const definition = definitions.get(name);
    const changes: QueueChange[] = [];
    const taken: HeldMessage[] = [];
    let bytes = 0;
    for (const waiting of stateOf(name).ready(now)) {
      if (taken.length === max) break;
      const { message, receives, firstReceivedAt } = waiting;
      if (message.sentAt + (definition?.retentionMs ?? Infinity) <= now) changes.push(gone(name, message.id));
      else if (receives >= (definition?.redrive?.maxReceives ?? Infinity)) changes.push(...givenUp(name, waiting));
      else {
        bytes += sizeOf(message);
        if (taken.length > 0 && bytes > maxBytes) break;
        const next: HeldMessage = {
          message,
          visibleAt: now + (options.visibilityMs ?? definition?.visibilityMs ?? 0),
          receives: receives + 1,
          firstReceivedAt: firstReceivedAt ?? now,
          receipt: newReceipt(message.id),
        };
        taken.push(next);
        changes.push(held(name, next));
      }
    }
    return { changes, taken };
  };

  const received = ({ message, receives, firstReceivedAt, receipt }: HeldMessage): ReceivedMessage => ({
    ...message,
    receives,
    firstReceivedAt: firstReceivedAt ?? message.sentAt,
    receipt: receipt ?? '',
  });

  return {
    define: (next) => {
      definitions = new Map(next.map((definition) => [definition.name, definition]));
    },
    find: (name) => definitions.get(name),
    list: () => [...definitions.values()],
    send: async (messages) => {
      const now = clock.now();
      const changes = messages.map(({ queue, body, attributes = {}, senderId = '', traceHeader, delayMs = 0 }) => {
        const message: Message = { id: randomUUID(), body, attributes, sentAt: now, senderId, traceHeader };
        const visibleAt = now + delayMs;
        return {
          message,
          change: held(queue, { message, visibleAt, receives: 0, firstReceivedAt: null, receipt: null }),
        };
      });
      await journal.append(...changes.map(({ change }) => change));
      return changes.map(({ message }) => message);
    },
    receive: async (name, options) => {
      const state = stateOf(name);
      const until = clock.now() + (options.waitMs ?? 0);
      for (;;) {
        if (options.signal?.aborted) return [];
        const { changes, taken } = take(name, options);
        if (changes.length > 0) await journal.append(...changes);
        const left = until - clock.now();
        if (taken.length > 0 || left <= 0) return taken.map(received);
        // Do not await anything between the look and the wait: a change in between would wake nobody.
        if (changes.length === 0) await state.stir(clock.now(), left, options.signal);
      }
    },
    delete: async (name, receipts) => {
      const found = receipts.flatMap((receipt) => current(name, receipt) ?? []);
      await journal.append(...found.map(({ message }) => gone(name, message.id)));
    },
    changeVisibility: async (name, receipt, visibilityMs) => {
      const found = current(name, receipt);
      const now = clock.now();
      if (!found || found.visibleAt <= now) return false;
      await journal.append(held(name, { ...found, visibleAt: now + visibilityMs }));
      return true;
    },
    giveBack: async (name, receipts) => {
      const found = receipts.flatMap((receipt) => current(name, receipt) ?? []);
      const visibleAt = clock.now();
      await journal.append(
        ...found.map((one) => held(name, { ...one, visibleAt, receives: one.receives - 1, receipt: null })),
      );
    },
    deadLetter: async (name, receipt, attributes) => {
      const found = current(name, receipt);
      if (found) await journal.append(...givenUp(name, found, attributes));
    },
    purge: (name) => journal.append({ change: 'purged', queue: name }),
    counts: (name) => stateOf(name).counts(clock.now()),
    close: () => journal.close(),
  };
};
