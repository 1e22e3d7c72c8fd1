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
 * The least that `POST /chat` can be: the reads and writes of a session's first turn on a new instance, in as few waits as
 * they allow, and nothing done with them. There are three: all that needs no other answer at once, the FAQ at the version
 * that was read, and the turn with what it was answered from. Whatever the function takes beyond this is its code's, or
 * that of a wait more; what this takes beyond the floor is its tables'.
 */
const client = DynamoDBDocumentClient.from(new DynamoDBClient());
const table = (name: string): string => `${process.env.NAME_PREFIX}-${name}`;
const client_id = 'acme-dental';

/** Whether the caller is let in: by the tenant's settings and its limit. */
const admission = (): Promise<unknown>[] => [
  client.send(
    new GetCommand({ TableName: table('prompts'), Key: { client_id, id: 'settings' }, ConsistentRead: true }),
  ),
  client.send(
    new UpdateCommand({
      TableName: table('rate-limits'),
      Key: { subject: `bench#${client_id}` },
      UpdateExpression: 'SET hits = if_not_exists(hits, :zero) + :one',
      ConditionExpression: 'attribute_not_exists(hits) OR hits < :limit',
      ExpressionAttributeValues: { ':zero': 0, ':one': 1, ':limit': Number.MAX_SAFE_INTEGER },
      ReturnValues: 'ALL_NEW',
    }),
  ),
];

/** What the turn is built from, but for the FAQ: prompt, session and history. */
const material = (session: string): Promise<unknown>[] => {
  const keys = ['prompt', 'func-config', 'faq-version'].map((id) => ({ client_id, id }));
  return [
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
  ];
};

const faq = async (): Promise<unknown> => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table('faq'),
      KeyConditionExpression: 'client_id = :tenant',
      ExpressionAttributeValues: { ':tenant': client_id },
      ConsistentRead: true,
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
  await Promise.all([...admission(), ...material(session)]);
  const entries = await faq();
  await record(session);
  return { statusCode: 200, body: JSON.stringify(entries) };
};
