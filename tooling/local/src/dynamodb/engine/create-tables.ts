import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { ManifestTable } from '@frontdesk/manifest/manifest';
import { adminClient } from './admin-client';
import { attributeDefinitions, deployedName, keySchema, secondaryIndexes, tableDefinition } from './table-definition';

const describe = async (client: DynamoDBClient, name: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const sameKey = (a: readonly KeySchemaElement[] = [], b: readonly KeySchemaElement[]): boolean =>
  a.map(({ AttributeName }) => AttributeName).join() === b.map(({ AttributeName }) => AttributeName).join();

/** One index per UpdateTable: DynamoDB accepts no more (API_UpdateTable, GlobalSecondaryIndexUpdates). */
const addMissingIndexes = async (
  client: DynamoDBClient,
  name: string,
  table: ManifestTable,
  existing: TableDescription,
): Promise<void> => {
  const present = new Set(existing.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  for (const index of secondaryIndexes(table).filter(({ IndexName }) => !present.has(IndexName))) {
    await client.send(
      new UpdateTableCommand({
        TableName: name,
        AttributeDefinitions: attributeDefinitions(table),
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    );
  }
};

const setTimeToLive = async (client: DynamoDBClient, name: string, attribute: string): Promise<void> => {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  if (TimeToLiveDescription?.AttributeName === attribute) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { Enabled: true, AttributeName: attribute },
    }),
  );
};

const ensureTable = async (client: DynamoDBClient, table: ManifestTable, namePrefix: string): Promise<void> => {
  const name = deployedName(namePrefix, table.name);
  const existing = await describe(client, name);
  if (!existing) {
    await client.send(new CreateTableCommand(tableDefinition(table, namePrefix)));
  } else if (sameKey(existing.KeySchema, keySchema(table))) {
    await addMissingIndexes(client, name, table, existing);
  } else {
    throw new Error(
      `The table ${name} was made with another key than it is declared with now. Delete the data folder.`,
    );
  }
  if (table.ttl_attribute) await setTimeToLive(client, name, table.ttl_attribute);
};

/**
 * Makes sure that the engine has every declared table, index and TTL setting. It runs at every start, because what is
 * already there stays as it is. A declared index that an earlier start did not know about is added.
 * @param namePrefix `${app}-${env}`.
 * @throws Error if a table's key has changed, which DynamoDB does not support.
 */
export const createTables = async (
  endpoint: string,
  tables: readonly ManifestTable[],
  namePrefix: string,
): Promise<void> => {
  const client = adminClient(endpoint);
  try {
    await Promise.all(tables.map((table) => ensureTable(client, table, namePrefix)));
  } finally {
    client.destroy();
  }
};
