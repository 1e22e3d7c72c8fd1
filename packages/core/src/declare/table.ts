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
  readonly kind: 'table';
  readonly name: string;
  readonly description: string;
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly indexes?: Readonly<Record<string, IndexDeclaration>>;
  /** The attribute that says when an item expires, in epoch seconds. DynamoDB deletes late, so every reader checks it too. */
  readonly ttlAttribute?: string;
}

export const defineTable = (spec: Omit<TableDeclaration, 'kind'>): TableDeclaration => ({ kind: 'table', ...spec });

/** A table's secondary index, which IAM treats as a resource of its own. */
export interface IndexResource {
  readonly kind: 'index';
  readonly table: TableDeclaration;
  /** `<table>/<index>`. */
  readonly name: string;
}

/** @throws Error if the table has no such index. */
export const indexOf = (table: TableDeclaration, index: string): IndexResource => {
  if (!table.indexes?.[index]) throw new Error(`table ${table.name} has no index ${index}`);
  return { kind: 'index', table, name: `${table.name}/${index}` };
};
