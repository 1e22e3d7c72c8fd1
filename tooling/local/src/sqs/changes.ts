import type { HeldMessage, Message, MessageAttributes } from './message';
import type { QueueDefinition } from './queue-definition';
import type { QueueChange } from './queue-state';

export const held = (queue: string, message: HeldMessage): QueueChange => ({ change: 'held', queue, held: message });

export const gone = (queue: string, id: string): QueueChange => ({ change: 'gone', queue, id });

/** A message that nobody has received, or that counts as such. */
export const waiting = (message: Message, visibleAt: number, receives = 0): HeldMessage => ({
  message,
  visibleAt,
  receives,
  firstReceivedAt: null,
  receipt: null,
});

/**
 * Moves a message to the dead letters of its queue, or drops it if the queue has none.
 * @param attributes say why, besides the attributes that the message has.
 */
export const givenUp = (
  name: string,
  definition: QueueDefinition | undefined,
  { message, receives }: HeldMessage,
  now: number,
  attributes: MessageAttributes = {},
): QueueChange[] => {
  const target = definition?.redrive?.deadLetters;
  if (definition === undefined || target === undefined) return [gone(name, message.id)];
  const moved: Message = {
    ...message,
    attributes: { ...message.attributes, ...attributes },
    deadLetterOf: definition.arn,
  };
  return [gone(name, message.id), held(target, waiting(moved, now, receives))];
};
