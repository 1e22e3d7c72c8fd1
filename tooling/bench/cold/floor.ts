import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';

/**
 * The least that a function on DynamoDB can be: the document client and one Query. No pipeline, no checks, no logs; any
 * time that another function takes beyond this is its own.
 */
const client = DynamoDBDocumentClient.from(new DynamoDBClient());

export const handler = async () => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: `${process.env.NAME_PREFIX}-faq`,
      KeyConditionExpression: 'client_id = :tenant',
      ExpressionAttributeValues: { ':tenant': 'acme-dental' },
    }),
  );
  return { statusCode: 200, body: JSON.stringify(Items) };
};
