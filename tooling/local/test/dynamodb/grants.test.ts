import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { refusal } from '../../src/dynamodb/door/authorize';
import { account, functionNamed, type TableGrants } from '../endpoint/support';

const TABLES = ['logs', 'faq', 'registry'] as const;
const INDEXES = ['TsIndex', 'CallSidIndex'] as const;
const ACTIONS: readonly string[] = [
  'BatchGetItem',
  'BatchWriteItem',
  'ConditionCheckItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'UpdateItem',
];

const grants = fc.dictionary(
  fc.constantFrom(...TABLES),
  fc.record({ actions: fc.subarray([...ACTIONS]), indexes: fc.subarray([...INDEXES]) }),
);

interface Step {
  readonly action: string;
  readonly table: string;
  readonly index?: string;
}
interface Request {
  readonly operation: string;
  readonly input: object;
  /** What the request does, in the terms of the grants; a step on a table that is not ours can never be granted. */
  readonly steps: readonly Step[];
}

/** A table, by its name or its ARN, or one of somebody else's. */
const table = fc.oneof(
  fc
    .constantFrom(...TABLES)
    .chain((name) =>
      fc.constantFrom(
        { name, given: `app-test-${name}` },
        { name, given: `arn:aws:dynamodb:us-east-1:123456789012:table/app-test-${name}` },
      ),
    ),
  fc.constantFrom(
    { name: 'foreign', given: 'logs' },
    { name: 'foreign', given: 'app-prod-logs' },
    { name: 'foreign', given: 'app-test-' },
    { name: 'foreign', given: 'app-test-logs/index/TsIndex' },
    { name: 'foreign', given: 'app-test-constructor' },
    { name: 'foreign', given: 'arn:aws:dynamodb:us-east-1:999999999999:table/app-test-logs' },
    { name: 'foreign', given: 'arn:aws:dynamodb:eu-west-1:123456789012:table/app-test-logs' },
  ),
);

const single = fc.tuple(fc.constantFrom('GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'), table).map(
  ([operation, { name, given }]): Request => ({
    operation,
    input: { TableName: given },
    steps: [{ action: operation, table: name }],
  }),
);

const query = fc.tuple(table, fc.option(fc.constantFrom(...INDEXES), { nil: undefined })).map(
  ([{ name, given }, index]): Request => ({
    operation: 'Query',
    input: { TableName: given, IndexName: index },
    steps: [{ action: 'Query', table: name, index }],
  }),
);

const batch = fc
  .tuple(fc.constantFrom('BatchGetItem', 'BatchWriteItem'), fc.array(table, { minLength: 1, maxLength: 4 }))
  .map(
    ([operation, tables]): Request => ({
      operation,
      input: { RequestItems: Object.fromEntries(tables.map(({ given }) => [given, {}])) },
      steps: tables.map(({ name }) => ({ action: operation, table: name })),
    }),
  );

const transaction = (operation: string, members: Readonly<Record<string, string>>) =>
  fc.array(fc.tuple(fc.constantFrom(...Object.keys(members)), table), { minLength: 1, maxLength: 5 }).map(
    (items): Request => ({
      operation,
      input: { TransactItems: items.map(([member, { given }]) => ({ [member]: { TableName: given } })) },
      steps: items.map(([member, { name }]) => ({ action: members[member] ?? '', table: name })),
    }),
  );

const never = fc
  .tuple(fc.constantFrom('Scan', 'ExecuteStatement', 'DescribeTable', 'DeleteTable', 'ListTables'), table)
  .map(
    ([operation, { name, given }]): Request => ({
      operation,
      input: { TableName: given },
      steps: [{ action: operation, table: name }],
    }),
  );

const request = fc.oneof(
  single,
  query,
  batch,
  transaction('TransactGetItems', { Get: 'GetItem' }),
  transaction('TransactWriteItems', {
    Put: 'PutItem',
    Update: 'UpdateItem',
    Delete: 'DeleteItem',
    ConditionCheck: 'ConditionCheckItem',
  }),
  never,
);

const isGranted = (tables: TableGrants, step: Step): boolean => {
  const granted = Object.entries(tables).find(([name]) => name === step.table)?.[1];
  if (step.index !== undefined) return granted?.indexes.includes(step.index) ?? false;
  return granted?.actions.some((action) => action === step.action) ?? false;
};

test('a request is allowed if and only if every one of its items is granted', () => {
  assertProperty(
    fc.property(grants, request, (tables, { operation, input, steps }) => {
      const refused = refusal(account, functionNamed('chat', tables), operation, input);
      expect(refused === undefined).toBe(steps.every((step) => isGranted(tables, step)));
    }),
    { numRuns: 5_000 },
  );
});

test('every request is either allowed or refused as AWS refuses it', () => {
  assertProperty(
    fc.property(
      grants,
      fc.constantFrom(...ACTIONS, 'TransactWriteItems', 'Scan'),
      fc.jsonValue(),
      (tables, operation, input) => {
        try {
          const refused = refusal(account, functionNamed('chat', tables), operation, input);
          if (refused) expect(refused.type).toMatch(/#AccessDeniedException$/);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AwsError', type: expect.stringMatching(/#ValidationException$/) });
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test('the refusal names who may not do what to which table, in the words of AWS', () => {
  const refused = refusal(account, functionNamed('faq'), 'PutItem', { TableName: 'app-test-logs' });
  expect(refused?.message).toBe(
    'User: arn:aws:sts::123456789012:assumed-role/app-test-faq/faq is not authorized to perform: dynamodb:PutItem ' +
      'on resource: arn:aws:dynamodb:us-east-1:123456789012:table/app-test-logs ' +
      'because no identity-based policy allows the dynamodb:PutItem action',
  );
  expect(refused?.status).toBe(400);
});

test('a refused query of an index names the index', () => {
  const input = { TableName: 'app-test-logs', IndexName: 'TsIndex' };
  const refused = refusal(account, functionNamed('faq', { logs: { actions: ['Query'], indexes: [] } }), 'Query', input);
  expect(refused?.message).toContain(
    'on resource: arn:aws:dynamodb:us-east-1:123456789012:table/app-test-logs/index/TsIndex',
  );
});

test('an item that contains two actions is checked for both', () => {
  const item = { Put: { TableName: 'app-test-faq' }, Delete: { TableName: 'app-test-logs' } };
  const principal = functionNamed('faq', { faq: { actions: ['PutItem'], indexes: [] } });
  expect(refusal(account, principal, 'TransactWriteItems', { TransactItems: [item] })?.message).toContain('DeleteItem');
});
