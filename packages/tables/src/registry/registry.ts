import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { registryTable } from '../definitions/registry';

const serviceKey = (clientId: string): string => `service#${clientId}`;

/** Finds the tenant where nothing but a client id is known: one of the few tables not reached through a tenant. */
export interface Registry {
  serviceTenants(clientId: string): Promise<ReadonlySet<string> | undefined>;
}

export const registry = (client: DynamoDBDocumentClient, table: (name: string) => string): Registry => ({
  serviceTenants: async (clientId) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: table(registryTable.name), Key: { id: serviceKey(clientId) }, ConsistentRead: true }),
    );
    return Item?.tenants instanceof Set ? (Item.tenants as Set<string>) : undefined;
  },
});

/** For the operator's commands alone: functions are granted no write on the registry. */
export const registerService = async (
  client: DynamoDBDocumentClient,
  table: (name: string) => string,
  clientId: string,
  tenant: string,
): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName: table(registryTable.name),
      Key: { id: serviceKey(clientId) },
      UpdateExpression: 'ADD tenants :tenant',
      ExpressionAttributeValues: { ':tenant': new Set([tenant]) },
    }),
  );
};
