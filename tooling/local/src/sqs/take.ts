import { givenUp, gone, held } from './changes';
import { type HeldMessage, newReceipt, type ReceivedMessage, sizeOf } from './message';
import type { QueueDefinition } from './queue-definition';
import type { QueueChange } from './queue-state';

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

/** What becomes of the messages that a receive looked at. */
export interface Taken {
  readonly changes: readonly QueueChange[];
  /** The messages that are handed out. */
  readonly taken: readonly HeldMessage[];
}

/** Decides about the next receivable messages: they are handed out, or dropped as too old or tried too often. */
export const take = (
  name: string,
  definition: QueueDefinition | undefined,
  ready: Iterable<HeldMessage>,
  now: number,
  { max, maxBytes = Infinity, visibilityMs = definition?.visibilityMs ?? 0 }: ReceiveOptions,
): Taken => {
  const changes: QueueChange[] = [];
  const taken: HeldMessage[] = [];
  let bytes = 0;
  for (const next of ready) {
    if (taken.length === max) break;
    const { message, receives, firstReceivedAt } = next;
    if (message.sentAt + (definition?.retentionMs ?? Infinity) <= now) changes.push(gone(name, message.id));
    else if (receives >= (definition?.redrive?.maxReceives ?? Infinity))
      changes.push(...givenUp(name, definition, next, now));
    else {
      bytes += sizeOf(message);
      if (taken.length > 0 && bytes > maxBytes) break;
      const handed: HeldMessage = {
        message,
        visibleAt: now + visibilityMs,
        receives: receives + 1,
        firstReceivedAt: firstReceivedAt ?? now,
        receipt: newReceipt(message.id),
      };
      taken.push(handed);
      changes.push(held(name, handed));
    }
  }
  return { changes, taken };
};

export const received = ({ message, receives, firstReceivedAt, receipt }: HeldMessage): ReceivedMessage => ({
  ...message,
  receives,
  firstReceivedAt: firstReceivedAt ?? message.sentAt,
  receipt: receipt ?? '',
});
