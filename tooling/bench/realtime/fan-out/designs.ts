import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { sendMessage } from '@frontdesk/realtime';
import { TEST_PREFIX } from '@frontdesk/testkit/test-tables';
import { TENANT } from '../crowd';
import { connectionsAt, type Places, realtimeParts, tablesAt } from '../parts';

/** Sends one message to a thread, and resolves when the design would acknowledge it. */
export type Design = (threadId: string, messageId: string) => Promise<void>;

const TEXT = 'Could I come an hour earlier on Thursday, and bring my son along?';

/** Ours: the message is stored, and pushed to the thread's connections. */
export const ours = (places: Places): Design => {
  const deps = realtimeParts(places);
  const tables = tablesAt(places.endpoint).forTenant(TENANT);
  return async (threadId, message_id) => {
    const draft = { message_id, message_type: 'user', text: TEXT, sender: 'Ann', user_id: 'ann' } as const;
    const origin = { tenant: TENANT, traceparent: '' };
    const from = { user_id: 'ann', connection: { connection_id: 'sender' } };
    await sendMessage(
      { threadId, draft, origin, from, requestId: message_id, remainingMs: () => 29_000 },
      deps,
      tables,
    );
  };
};

/** Long enough for every frame to be sent: the SDK has no deadline at all. */
const PATIENT_MS = 50_000;

/**
 * The usual AWS sample: it reads the whole table, sends to everybody in it at once, and stores nothing. It is given our own
 * client, and reads on after the first page, which the sample does not.
 */
export const sample = ({ endpoint, gatewayUrl }: Places): Design => {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }));
  const connections = connectionsAt(gatewayUrl, PATIENT_MS);
  return async (_threadId, messageId) => {
    const frame = JSON.stringify({ message: { messageId, text: TEXT } });
    const found: string[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: `${TEST_PREFIX}-connections` })) {
      found.push(...Items.map(({ connection_id }) => String(connection_id)));
    }
    await Promise.all(found.map((id) => connections.post(id, frame)));
  };
};

export const DESIGNS = { ours, sample } as const;
