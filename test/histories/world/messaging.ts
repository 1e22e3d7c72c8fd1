import type { Outgoing } from '@frontdesk/aws';
import type { TopicDeclaration } from '@frontdesk/core/declare';
import { repliesQueue } from '@frontdesk/realtime/declare';

import type { Faults } from '../doors/faults';
import type { History } from '../history';
import { Life } from '../simulation/life';
import type { Scheduler } from '../simulation/scheduler';
import type { QueueEvent, QueueRecord } from './lambda';
import { QUEUE_ARN } from './names';

/** Milliseconds for which a received message is hidden: six times the responder's timeout. */
const VISIBILITY_MS = 6 * 45_000;

/** How likely a message that has been received again is not deleted by the receipt of the time before. */
const STALE_RECEIPT = 0.5;

/** A message in a queue. */
interface Queued {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  receives: number;
  isDeleted: boolean;
  /** Takes its next delivery away. */
  unpark(): void;
}

/** Whoever works on a queue: resolves with whether the message is done; never, if it was killed meanwhile. */
export type Worker = (event: QueueEvent, name: string) => Promise<boolean>;

/**
 * SNS and a standard SQS queue behind it: each message is delivered at least once, in any order, and again after its visibility
 * timeout unless it was deleted. After `maxReceives` it is a dead letter.
 */
export class Messaging {
  readonly #world: { readonly scheduler: Scheduler; readonly history: History; faults(): Faults };
  readonly #work: Worker;
  readonly #queued = new Map<string, Queued>();
  #count = 0;

  constructor(world: { readonly scheduler: Scheduler; readonly history: History; faults(): Faults }, work: Worker) {
    this.#world = world;
    this.#work = work;
  }

  publish({ name }: TopicDeclaration, message: Outgoing): void {
    const { messageType = '' } = message.attributes ?? {};
    this.#world.history.record({ type: 'published', messageType, body: message.body });
    for (const { topic, filter } of repliesQueue.subscriptions ?? []) {
      if (topic.name === name && filter?.messageType?.includes(messageType)) this.#accept(message, 0);
    }
  }

  send(message: Outgoing, delaySeconds: number): void {
    this.#accept(message, delaySeconds);
  }

  /** Has a message that is being worked on come again at another time. */
  changeVisibility(receipt: string, seconds: number): void {
    const queued = this.#queued.get(receipt);
    if (!queued || queued.isDeleted) return;
    queued.unpark();
    this.#deliver(receipt, queued, seconds * 1_000);
  }

  #accept({ body, origin, attributes }: Outgoing, delaySeconds: number): void {
    const { random } = this.#world.scheduler;
    const copies = random.chance(this.#world.faults().duplicate) ? 2 : 1;
    this.#count += 1;
    for (let copy = 1; copy <= copies; copy += 1) {
      const id = `q${this.#count}${copy === 1 ? '' : `-copy${copy}`}`;
      const queued: Queued = {
        id,
        body: JSON.stringify(body),
        attributes: { ...attributes, clientId: origin.tenant ?? '', traceparent: origin.traceparent },
        receives: 0,
        isDeleted: false,
        unpark: () => undefined,
      };
      this.#queued.set(id, queued);
      this.#deliver(id, queued, delaySeconds * 1_000);
    }
  }

  #deliver(receipt: string, queued: Queued, inMs: number): void {
    const { scheduler, history } = this.#world;
    const run = (): string | undefined => {
      if (queued.receives >= repliesQueue.deadLetter.maxReceives) {
        history.record({ type: 'dead letter', body: JSON.parse(queued.body) });
        return 'dead letter';
      }
      const receives = queued.receives + 1;
      queued.receives = receives;
      this.#deliver(receipt, queued, VISIBILITY_MS);
      void this.#work({ Records: [this.#record(receipt, queued)] }, `responder ${queued.id}/${queued.receives}`).then(
        (isDone) => {
          if (!isDone || (queued.receives !== receives && scheduler.random.chance(STALE_RECEIPT))) return;
          queued.isDeleted = true;
          queued.unpark();
        },
      );
      return `receive ${queued.receives}`;
    };
    const label = `deliver ${queued.id}`;
    queued.unpark = scheduler.park({ life: new Life('SQS'), label, due: scheduler.now() + inMs, run });
  }

  #record(receiptHandle: string, { id, body, attributes, receives }: Queued): QueueRecord {
    return {
      messageId: id,
      receiptHandle,
      body,
      attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(this.#world.scheduler.now()) },
      messageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, stringValue]) => [name, { stringValue, dataType: 'String' }]),
      ),
      eventSource: 'aws:sqs',
      eventSourceARN: QUEUE_ARN,
    } as unknown as QueueRecord;
  }
}
