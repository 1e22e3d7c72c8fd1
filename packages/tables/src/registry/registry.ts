import type { DocumentClient } from '@frontdesk/aws/dynamodb';
import { registryTable } from '../definitions/registry';

const serviceKey = (clientId: string): string => `service#${clientId}`;
const numberKey = (phoneNumber: string): string => `number#${phoneNumber}`;

/** Finds the tenant when only a client id is known: one of the few tables that are not reached through a tenant. */
export interface Registry {
  serviceTenants(clientId: string): Promise<ReadonlySet<string> | undefined>;
}

export const registry = (client: DocumentClient, table: (name: string) => string): Registry => ({
  serviceTenants: async (clientId) => {
    const { Item } = await client.send('GetItem', {
      TableName: table(registryTable.name),
      Key: { id: serviceKey(clientId) },
      ConsistentRead: true,
    });
    return Item?.tenants instanceof Set ? (Item.tenants as Set<string>) : undefined;
  },
});

/** Only for the operator's commands: no function may write to the registry. */
export const registerService = async (
  client: DocumentClient,
  table: (name: string) => string,
  clientId: string,
  tenant: string,
): Promise<void> => {
  await client.send('UpdateItem', {
    TableName: table(registryTable.name),
    Key: { id: serviceKey(clientId) },
    UpdateExpression: 'ADD tenants :tenant',
    ExpressionAttributeValues: { ':tenant': new Set([tenant]) },
  });
};

/**
 * Gives a phone number (E.164) to a tenant, unless another tenant has it. Only for the operator's commands.
 * @returns the tenant that the number belongs to now.
 */
export const mapNumber = async (
  client: DocumentClient,
  table: (name: string) => string,
  phoneNumber: string,
  tenant: string,
): Promise<string> => {
  const { Attributes } = await client.send('UpdateItem', {
    TableName: table(registryTable.name),
    Key: { id: numberKey(phoneNumber) },
    UpdateExpression: 'SET tenant = if_not_exists(tenant, :tenant)',
    ExpressionAttributeValues: { ':tenant': tenant },
    ReturnValues: 'ALL_NEW',
  });
  return String(Attributes?.tenant);
};
