import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
import type { ManifestTable } from '@frontdesk/manifest/manifest';

interface Keys {
  readonly partition_key: ManifestTable['partition_key'];
  readonly sort_key: ManifestTable['sort_key'];
}

/** Every deployed name begins with `${app}-${env}`. */
export const deployedName = (namePrefix: string, logicalName: string): string => `${namePrefix}-${logicalName}`;

export const keySchema = ({ partition_key, sort_key }: Keys): KeySchemaElement[] => [
  { AttributeName: partition_key.name, KeyType: 'HASH' },
  ...(sort_key ? [{ AttributeName: sort_key.name, KeyType: 'RANGE' as const }] : []),
];

/** The attributes that are used in some key, each once: CreateTable refuses any others. */
export const attributeDefinitions = (table: ManifestTable): AttributeDefinition[] => {
  const keys = [table, ...Object.values(table.indexes)].flatMap(({ partition_key, sort_key }) =>
    sort_key ? [partition_key, sort_key] : [partition_key],
  );
  return [...new Map(keys.map(({ name, type }) => [name, type]))].map(([AttributeName, AttributeType]) => ({
    AttributeName,
    AttributeType,
  }));
};

export const secondaryIndexes = (table: ManifestTable): GlobalSecondaryIndex[] =>
  Object.entries(table.indexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: index.projection },
  }));

/** A declared table, in the form that CreateTable takes. */
export const tableDefinition = (table: ManifestTable, namePrefix: string): CreateTableCommandInput => {
  const indexes = secondaryIndexes(table);
  return {
    TableName: deployedName(namePrefix, table.name),
    KeySchema: keySchema(table),
    AttributeDefinitions: attributeDefinitions(table),
    BillingMode: 'PAY_PER_REQUEST',
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
};
