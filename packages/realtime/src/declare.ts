import {
  connections,
  defineBucket,
  defineQueue,
  defineTopic,
  type Environment,
  type Grant,
  grant,
} from '@frontdesk/core/declare';
import { connectionsTable, messagesTable, threadsTable } from '@frontdesk/tables/definitions';
import { handoffPublished, messagePublished } from './published';

/** What visitors and staff write, for whoever answers it: the responder, and outside assistants that subscribe. */
export const messagesTopic = defineTopic({
  name: 'messages',
  description: 'What visitors and staff write in threads, and threads that want a person',
  messages: [messagePublished, handoffPublished],
});

/** What the responder works on. It is woken by a visitor's message; whom it has to answer, it reads in the thread. */
export const repliesQueue = defineQueue({
  name: 'replies',
  description: 'Threads in which a visitor may be waiting for an answer',
  // While somebody else writes a thread's reply, its messages come again, and each time counts as a receive.
  deadLetter: { maxReceives: 12 },
  subscriptions: [{ topic: messagesTopic, filter: { messageType: ['user'] } }],
});

/** What visitors and staff attach to messages, under the tenant's prefix. */
export const uploadsBucket = defineBucket({
  name: 'uploads',
  description: 'Files that visitors and staff attach to messages',
  expireAfterDays: { ref: 'message_retention_days' },
  browserUploads: true,
});

/** What every function needs that works on threads. */
export const threadGrants: readonly Grant[] = [
  grant(threadsTable, 'GetItem', 'PutItem'),
  grant(messagesTable, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
  grant(connectionsTable, 'DeleteItem', 'Query'),
  grant(messagesTopic, 'Publish'),
  // Only to sign the addresses that frames hold.
  grant(uploadsBucket, 'GetObject'),
  grant(connections, 'ManageConnections'),
];

export const threadEnvironment: Environment = {
  SOCKET_CALLBACK_URL: { ref: 'socket_callback_url' },
  MESSAGE_RETENTION_DAYS: { ref: 'message_retention_days' },
};
