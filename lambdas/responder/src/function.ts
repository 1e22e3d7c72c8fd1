import { defineFunction, grant, queue } from '@frontdesk/core/declare';
import { repliesQueue, threadEnvironment, threadGrants } from '@frontdesk/realtime/declare';
import { conversationEnvironment, indexGrants, modelGrants } from '@frontdesk/runtime/declare';
import { logsTable, promptsTable } from '@frontdesk/tables/definitions';
import type { Deps } from './deps';
import { replyToThread } from './reply-to-thread';

export default defineFunction<Deps>({
  name: 'responder',
  description: 'The assistant in threads: one reply to what a visitor wrote, streamed while it is written',
  memory: 1024,
  // A turn of 25 seconds, and time for what came meanwhile.
  timeout: 45,
  environment: { ...threadEnvironment, ...conversationEnvironment },
  grants: [
    ...threadGrants,
    ...indexGrants,
    ...modelGrants,
    grant(promptsTable, 'GetItem'),
    grant(logsTable, 'PutItem'),
  ],
  triggers: [queue(repliesQueue, replyToThread, { batchSize: 1, maximumConcurrency: 20 })],
});
