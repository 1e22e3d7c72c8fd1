import { RetryLater } from '@frontdesk/core/batch';
import {
  bucket,
  consumerOf,
  defineBucket,
  defineFunction,
  defineQueue,
  defineSchedule,
  defineTopic,
  grant,
  queue,
  schedule,
  topic,
} from '@frontdesk/core/declare';
import * as z from 'zod/mini';
import type { Deps } from './deps';

const consumer = consumerOf<Deps>();

export const letters = defineTopic({ name: 'letters', description: 'What has been posted' });
const attic = defineBucket({ name: 'attic', description: 'What is kept' });
const rounds = defineSchedule({ name: 'rounds', description: 'Empties the box', expression: 'rate(1 day)' });
export const parcels = defineQueue({
  name: 'parcels',
  description: 'What is to be carried',
  deadLetter: { maxReceives: 5 },
  subscriptions: [{ topic: letters, filter: { size: ['large'] } }],
});

const body = z.object({
  note: z.string(),
  post: z.optional(z.string()),
  fail: z.optional(z.boolean()),
  later: z.optional(z.number()),
});

/** Carries what its queue holds, posts to its topic what it is told to, and says of everything that it came. */
export default defineFunction<Deps>({
  name: 'courier',
  description: 'Stands in for every function that works on messages',
  timeout: 5,
  grants: [grant(letters, 'Publish')],
  triggers: [
    queue(
      parcels,
      consumer({
        operation: 'carryParcel',
        summary: 'Carries a parcel',
        body,
        handle: async (message, { send }) => {
          const { note, post, fail, later } = message.body;
          message.log.info('carried', { note, attempt: message.attempt });
          if (later !== undefined && message.attempt === 1) throw new RetryLater(later);
          if (fail) throw new Error('dropped it');
          if (post === undefined) return;
          const { traceparent } = message;
          await send.publish(letters, {
            body: { note: post },
            origin: { tenant: message.tenant, traceparent },
            attributes: { size: 'large' },
          });
        },
      }),
    ),
    topic(
      letters,
      consumer({
        operation: 'readLetter',
        summary: 'Reads a letter',
        body,
        handle: async (message) => {
          message.log.info('read', { note: message.body.note });
          if (message.body.fail) throw new Error('cannot read it');
        },
      }),
    ),
    bucket(
      attic,
      ['ObjectCreated', 'ObjectRemoved'],
      async ({ log, event, key }) => log.info('noted', { note: `${event} ${key}` }),
      'old/',
    ),
    schedule(rounds, async ({ log, receivedAt }) => log.info('went round', { due: receivedAt })),
  ],
});
