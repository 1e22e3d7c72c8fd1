import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
import { socketHandler } from '@frontdesk/core/socket';
import { createBase } from '@frontdesk/runtime';
import { doorbell } from './function';

const { WORD = '', REALTIME_URL: realtimeUrl = '', SOCKET_CALLBACK_URL: endpoint = '' } = process.env;
const client = new ApiGatewayManagementApiClient({ endpoint, maxAttempts: 1 });

export const handler = socketHandler(doorbell(WORD, true), createBase('doorbell'), {
  word: WORD,
  realtimeUrl,
  push: async (connectionId, text) => {
    await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: Buffer.from(text) }));
  },
});
