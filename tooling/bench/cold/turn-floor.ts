import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';

/**
 * The least that `POST /chat` can be: the reads and writes of a session's first turn, in the same order and with the
 * same waits, and nothing done with them. The time that the function takes beyond this is its code's; the time that
 * this takes beyond the floor is its tables'.
 */
const client = DynamoDBDocumentClient.from(new DynamoDBClient());
const table = (name: string): string => `${process.env.NAME_PREFIX}-${name}`;
const client_id = 'acme-dental';

/** Whether the caller is let in: the tenant's settings, and then its limit. */
const admission = async (): Promise<void> => {
  await client.send(
    new GetCommand({ TableName: table('prompts'), Key: { client_id, id: 'settings' }, ConsistentRead: true }),
  );
  await client.send(
    new UpdateCommand({
      TableName: table('rate-limits'),
      Key: { subject: `bench#${client_id}` },
      UpdateExpression: 'SET hits = if_not_exists(hits, :zero) + :one',
      ConditionExpression: 'attribute_not_exists(hits) OR hits < :limit',
      ExpressionAttributeValues: { ':zero': 0, ':one': 1, ':limit': Number.MAX_SAFE_INTEGER },
      ReturnValues: 'ALL_NEW',
    }),
  );
};

/** What the turn is built from: prompt, session and history, and then the FAQ. */
const material = async (session: string): Promise<unknown> => {
  const keys = ['prompt', 'func-config', 'faq-version'].map((id) => ({ client_id, id }));
  await Promise.all([
    client.send(new BatchGetCommand({ RequestItems: { [table('prompts')]: { Keys: keys, ConsistentRead: true } } })),
    client.send(
      new GetCommand({ TableName: table('logs'), Key: { client_id, sk: `bench#${session}` }, ConsistentRead: true }),
    ),
    client.send(
      new QueryCommand({
        TableName: table('logs'),
        KeyConditionExpression: 'client_id = :tenant AND begins_with(sk, :range)',
        ExpressionAttributeValues: { ':tenant': client_id, ':range': `bench:${session}#` },
        ConsistentRead: true,
      }),
    ),
  ]);
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table('faq'),
      KeyConditionExpression: 'client_id = :tenant',
      ExpressionAttributeValues: { ':tenant': client_id },
    }),
  );
  return Items;
};

const record = (session: string): Promise<unknown> =>
  client.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Put: { TableName: table('logs'), Item: { client_id, sk: `bench:${session}#turn`, message: 'm', reply: 'r' } },
        },
        {
          Update: {
            TableName: table('logs'),
            Key: { client_id, sk: `bench#${session}` },
            UpdateExpression: 'ADD contacts :contact',
            ExpressionAttributeValues: { ':contact': new Set([session]) },
          },
        },
      ],
    }),
  );

export const handler = async () => {
  const session = String(process.hrtime.bigint());
  const [, entries] = await Promise.all([admission(), material(session)]);
  await record(session);
  return { statusCode: 200, body: JSON.stringify(entries) };
};
