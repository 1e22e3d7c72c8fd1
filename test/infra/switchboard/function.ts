import {
  bucket,
  connections,
  consumerOf,
  defineBucket,
  defineFunction,
  defineQueue,
  defineSchedule,
  defineTopic,
  grant,
  http,
  queue,
  routeOf,
  schedule,
  topic,
} from '@frontdesk/core/declare';
import { noContent } from '@frontdesk/core/http';
import type { TenantSettings } from '@frontdesk/tenant';
import * as z from 'zod/mini';

export type Deps = Readonly<Record<never, never>>;

const consumer = consumerOf<Deps>();

const calls = defineTopic({ name: 'calls', description: 'Every call that came in' });
const voicemail = defineQueue({
  name: 'voicemail',
  description: 'Calls that nobody took',
  deadLetter: { maxReceives: 7 },
  subscriptions: [{ topic: calls, filter: { outcome: ['missed', 'busy'] } }],
});
const recordings = defineBucket({ name: 'recordings', description: 'What was recorded', expireAfterDays: 90 });
const midnight = defineSchedule({ name: 'midnight', description: 'Ends the day', expression: 'cron(0 0 * * ? *)' });

const ring = routeOf<Deps, TenantSettings>()({
  method: 'POST',
  path: '/ring',
  operation: 'ring',
  summary: 'Lets it ring',
  auth: 'anyone',
  responses: { 204: { description: 'It rang' } },
  handler: async () => noContent(),
});

const nothing = async (): Promise<undefined> => undefined;
const call = z.strictObject({ number: z.string() });

/**
 * Is invoked by everything that can invoke a function, but for the WebSocket API: there is one, which has its own function. It
 * does nothing, because the proof only deploys it.
 */
export default defineFunction<Deps>({
  name: 'switchboard',
  description: 'Stands in for every function that is not only behind the HTTP API',
  timeout: 10,
  environment: { SOCKET_CALLBACK_URL: { ref: 'socket_callback_url' } },
  grants: [
    grant(connections, 'ManageConnections'),
    grant(calls, 'Publish'),
    grant(voicemail, 'SendMessage'),
    grant(recordings, 'GetObject', 'ListBucket'),
  ],
  triggers: [
    http(ring),
    queue(voicemail, consumer({ operation: 'listen', summary: 'Listens to a call', body: call, handle: nothing }), {
      batchSize: 25,
      batchingWindow: 2,
      maximumConcurrency: 3,
    }),
    topic(calls, consumer({ operation: 'noteCall', summary: 'Notes a call', body: call, handle: nothing }), {
      outcome: ['answered'],
    }),
    bucket(recordings, ['ObjectCreated', 'ObjectRemoved'], nothing, 'calls/'),
    schedule(midnight, nothing),
  ],
});
