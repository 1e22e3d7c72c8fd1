import { defineFunction, grant, http, indexOf, socket } from '@frontdesk/core/declare';
import { repliesQueue, threadEnvironment, threadGrants, uploadsBucket } from '@frontdesk/realtime/declare';
import { connectQuery, PUSHED_FRAMES } from '@frontdesk/realtime/frames';
import { connectingEnvironment, idempotencyGrants, tenantGrants, visitorTokenGrants } from '@frontdesk/runtime/declare';
import { connectionsTable, threadsTable } from '@frontdesk/tables/definitions';
import { connecting } from '@frontdesk/tokens';
import type { Deps } from './deps';
import { createUpload } from './routes/create-upload';
import { listThreadMessages } from './routes/list-thread-messages';
import { listThreads } from './routes/list-threads';
import { releaseThread, takeOverThread } from './routes/ownership';
import { postThreadMessage } from './routes/post-thread-message';
import { connect, disconnect } from './socket/connect';
import { createUploadRoute } from './socket/create-upload';
import { defaultRoute } from './socket/default';
import { listMessagesRoute } from './socket/list-messages';
import { broadcastRoute, sendMessageRoute } from './socket/send-message';
import { pingRoute, readRoute, typingRoute } from './socket/signs-of-life';

const actions = [
  sendMessageRoute,
  broadcastRoute,
  listMessagesRoute,
  readRoute,
  typingRoute,
  createUploadRoute,
  pingRoute,
];

export default defineFunction<Deps>({
  name: 'realtime',
  description: 'Threads: the WebSocket API, and the same threads over HTTP',
  memory: 512,
  environment: { ...threadEnvironment, ...connectingEnvironment },
  grants: [
    ...tenantGrants,
    ...idempotencyGrants,
    ...threadGrants,
    ...visitorTokenGrants,
    grant(indexOf(threadsTable, 'ActivityIndex'), 'Query'),
    grant(connectionsTable, 'PutItem'),
    grant(repliesQueue, 'SendMessage'),
    grant(uploadsBucket, 'PutObject', 'DeleteObject'),
  ],
  triggers: [
    socket<Deps>(
      {
        authorize: ({ query: { userId, threadId, token } }, deps) =>
          connecting({ userId, threadId, token }, deps.connecting),
        query: connectQuery,
        pushes: PUSHED_FRAMES,
      },
      connect,
      disconnect,
      ...actions,
      defaultRoute(actions.map(({ routeKey }) => routeKey)),
    ),
    http(listThreads, listThreadMessages, postThreadMessage, takeOverThread, releaseThread, createUpload),
  ],
});
