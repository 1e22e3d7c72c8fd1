/** A key attribute. DynamoDB allows strings and numbers (and binaries, which Frontdesk does not use) as keys. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface IndexDeclaration {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly projection: 'ALL' | 'KEYS_ONLY';
}

/** One DynamoDB table, under its logical name: deployed as `${app}-${env}-${name}`. */
export interface TableDeclaration {
  readonly name: string;
  readonly description: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes?: Readonly<Record<string, IndexDeclaration>>;
  /** The attribute that holds an item's end in epoch seconds. DynamoDB deletes late, so every reader checks it too. */
  readonly ttlAttribute?: string;
}

/** The data-plane actions a function may be granted. `Scan` is missing on purpose: no function may scan. */
export type TableAction =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';

/** What one function may do to one table, and to which of its indexes (`Query` only). */
export interface TableGrant {
  readonly table: string;
  readonly actions: readonly TableAction[];
  readonly indexes?: readonly string[];
}

/**
 * Grants actions on a table. Transactions need no action of their own: IAM checks the action of each item in them
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
 */
export const grant = (table: TableDeclaration, ...actions: TableAction[]): TableGrant => ({
  table: table.name,
  actions,
});

/** Grants `Query` on an index of a table. */
export const grantIndex = (table: TableDeclaration, index: string): TableGrant => {
  if (!table.indexes?.[index]) throw new Error(`table ${table.name} has no index ${index}`);
  return { table: table.name, actions: [], indexes: [index] };
};
