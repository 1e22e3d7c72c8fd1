import { randomUUID } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import { openJournal } from '../data/journal';
import { givenUp, gone, held, waiting } from './changes';
import {
  type HeldMessage,
  type Message,
  type MessageAttributes,
  messageIdOf,
  type NewMessage,
  type ReceivedMessage,
} from './message';
import type { QueueDefinition } from './queue-definition';
import { type QueueChange, QueueState } from './queue-state';
import { type ReceiveOptions, received, take } from './take';

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
    snapshot: () => [...states].flatMap(([queue, state]) => state.all().map((message) => held(queue, message))),
  });

  /** The message that a receipt is for, unless it is gone or was received again. */
  const current = (name: string, receipt: string): HeldMessage | undefined => {
    const found = stateOf(name).find(messageIdOf(receipt) ?? '');
    return found?.receipt === receipt ? found : undefined;
  };

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
        return { message, change: held(queue, waiting(message, now + delayMs)) };
      });
      await journal.append(...changes.map(({ change }) => change));
      return changes.map(({ message }) => message);
    },
    receive: async (name, options) => {
      const state = stateOf(name);
      const until = clock.now() + (options.waitMs ?? 0);
      for (;;) {
        if (options.signal?.aborted) return [];
        const now = clock.now();
        const { changes, taken } = take(name, definitions.get(name), state.ready(now), now, options);
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
      if (found) await journal.append(...givenUp(name, definitions.get(name), found, clock.now(), attributes));
    },
    purge: (name) => journal.append({ change: 'purged', queue: name }),
    counts: (name) => stateOf(name).counts(clock.now()),
    close: () => journal.close(),
  };
};
