import { AwsError } from '../../endpoint/aws-error';

/** One thing that a request does, as IAM sees it. */
export interface Requirement {
  /** Without its `dynamodb:` prefix. */
  readonly action: string;
  /** The name or ARN of the table, as the request gives it; `undefined` where the request names none. */
  readonly table: string | undefined;
  readonly index?: string;
}

type Members = Readonly<Record<string, unknown>>;

const invalid = (member: string, expected: string): AwsError =>
  new AwsError(
    'com.amazon.coral.validate#ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must be ${expected}`,
  );

const structure = (value: unknown, member: string): Members => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members;
  throw invalid(member, 'a structure');
};

const tableOf = (input: Members): string => {
  if (typeof input.TableName === 'string') return input.TableName;
  throw invalid('tableName', 'a string');
};

/** The members that an item of a transaction can have, and the action that each one needs. */
const TRANSACTION_ACTIONS: ReadonlyMap<string, string> = new Map([
  ['ConditionCheck', 'ConditionCheckItem'],
  ['Delete', 'DeleteItem'],
  ['Get', 'GetItem'],
  ['Put', 'PutItem'],
  ['Update', 'UpdateItem'],
]);

const transactionItem = (item: unknown): readonly Requirement[] =>
  Object.entries(structure(item, 'transactItems')).map(([member, value]) => {
    const action = TRANSACTION_ACTIONS.get(member);
    if (action === undefined) throw invalid(`transactItems.${member}`, `one of ${[...TRANSACTION_ACTIONS.keys()]}`);
    return { action, table: tableOf(structure(value, `transactItems.${member}`)) };
  });

const query = (input: Members): Requirement => {
  const { IndexName } = input;
  if (IndexName === undefined || IndexName === null) return { action: 'Query', table: tableOf(input) };
  if (typeof IndexName !== 'string') throw invalid('indexName', 'a string');
  return { action: 'Query', table: tableOf(input), index: IndexName };
};

/**
 * Lists everything that must be allowed for a request, including each table of a batch and each item of a transaction.
 * A batch has its own action; a transaction has none, but each of its items needs the action it would need on its own
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html).
 * @throws AwsError `ValidationException` where the request does not show what it is about.
 */
export const requirements = (operation: string, body: unknown): readonly Requirement[] => {
  const input = structure(body, 'input');
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [{ action: operation, table: tableOf(input) }];
    case 'Query':
      return [query(input)];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(structure(input.RequestItems, 'requestItems')).map((table) => ({ action: operation, table }));
    case 'TransactGetItems':
    case 'TransactWriteItems':
      if (!Array.isArray(input.TransactItems)) throw invalid('transactItems', 'a list');
      return input.TransactItems.flatMap(transactionItem);
    default:
      // Scan, PartiQL and the control plane: actions that no grant includes.
      return [{ action: operation, table: typeof input.TableName === 'string' ? input.TableName : undefined }];
  }
};
