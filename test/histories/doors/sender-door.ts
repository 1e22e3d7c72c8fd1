import type { Outgoing, Sender } from '@frontdesk/aws';
import type { Random } from '../simulation/random';
import type { Messaging } from '../world/messaging';
import { type Passage, through } from './door';
import type { Faults } from './faults';

const labelOf = ({ attributes, body }: Outgoing): string => {
  const { message } = body as { message?: { messageId?: string } };
  return [attributes?.messageType, message?.messageId].filter(Boolean).join(' ');
};

const fails = async (): Promise<never> => Promise.reject(new Error('the service did not answer'));

interface Doors {
  readonly random: Random;
  faults(): Faults;
}

/** A call to SNS or SQS is a step. One that fails may have had its effect even so. */
const call = (label: string, { random, faults }: Doors, accept: () => void): Promise<void> =>
  through(label, (): Passage<void> => {
    if (!random.chance(faults().notSent)) return { effect: async () => accept() };
    if (random.chance(0.5)) return { fault: 'not sent', effect: fails };
    return {
      fault: 'sent, but the answer is lost',
      effect: () => {
        accept();
        return fails();
      },
    };
  });

/** Topics and queues. */
export const senderDoor = (messaging: Messaging, doors: Doors): Sender => ({
  publish: (topic, message) => call(`publish ${labelOf(message)}`, doors, () => messaging.publish(topic, message)),
  sendMessage: (queue, message, { delaySeconds = 0 } = {}) =>
    call(`send to ${queue.name} in ${delaySeconds} s`, doors, () => messaging.send(message, delaySeconds)),
});

/** How a consumer has its message come again at a time of its choice. */
export const visibilityDoor =
  (messaging: Messaging, doors: Doors) =>
  (receipt: string, seconds: number): Promise<void> =>
    call(`hide its message for ${seconds} s`, doors, () => messaging.changeVisibility(receipt, seconds));
