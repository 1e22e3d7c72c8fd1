import fc from 'fast-check';
import type { Operation } from '../../src/dynamodb';

/** Whatever an attribute may hold, and what a document client leaves out of it. */
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', '駐車場', '\u2028', '"\\/'),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -9e15, max: 9e15 }),
  fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array(),
);
const set = fc.oneof(
  fc.uniqueArray(fc.string(), { minLength: 1 }).map((values) => new Set(values)),
  fc.uniqueArray(fc.integer(), { minLength: 1 }).map((values) => new Set(values)),
  fc.uniqueArray(fc.uint8Array({ minLength: 1 }), { minLength: 1, maxLength: 3 }).map((values) => new Set(values)),
);
/** An attribute named `constructor` makes the SDK take its map for a class, and a `__proto__` is not a name to JavaScript. */
const name = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom('client_id', 'N', 'S', 'M', 'toString', '日本'))
  .filter((text) => text !== 'constructor' && text !== '__proto__');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    set,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, fc.option(tie('value'), { nil: undefined, freq: 9 }), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

export const item = fc.dictionary(name, fc.option(value, { nil: undefined, freq: 9 }), {
  maxKeys: 6,
  noNullPrototype: true,
});

const table = fc.constantFrom('frontdesk-dev-logs', 'frontdesk-dev-faq');
const expression = fc.constantFrom('a = :a', '#n = :a', '日本 < :b');
const names = fc.constantFrom(undefined, { '#n': 'name' });
const conditional = {
  ConditionExpression: fc.option(expression, { nil: undefined }),
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: fc.option(item, { nil: undefined }),
  ReturnValuesOnConditionCheckFailure: fc.constantFrom(undefined, 'ALL_OLD' as const),
};
const put = fc.record({ TableName: table, Item: item, ...conditional });
const update = fc.record({ TableName: table, Key: item, UpdateExpression: expression, ...conditional });
const deletion = fc.record({ TableName: table, Key: item, ...conditional });

export interface MadeCall {
  readonly operation: Operation;
  readonly input: object;
}

/** One call of any operation that functions use. */
export const call: fc.Arbitrary<MadeCall> = fc.oneof(
  fc.record({
    operation: fc.constant('GetItem' as const),
    input: fc.record({ TableName: table, Key: item, ConsistentRead: fc.constantFrom(true, undefined) }),
  }),
  fc.record({ operation: fc.constant('DeleteItem' as const), input: deletion }),
  fc.record({ operation: fc.constant('PutItem' as const), input: put }),
  fc.record({
    operation: fc.constant('UpdateItem' as const),
    input: update.map((input) => ({ ...input, ReturnValues: 'ALL_NEW' as const })),
  }),
  fc.record({
    operation: fc.constant('Query' as const),
    input: fc.record({
      TableName: table,
      IndexName: fc.constantFrom(undefined, 'TsIndex'),
      KeyConditionExpression: expression,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: item,
      ExclusiveStartKey: fc.option(item, { nil: undefined }),
      Limit: fc.option(fc.nat(), { nil: undefined }),
      ScanIndexForward: fc.constantFrom(false, undefined),
    }),
  }),
  fc.record({
    operation: fc.constant('BatchGetItem' as const),
    input: fc.record({
      RequestItems: fc.dictionary(
        table,
        fc.record({ Keys: fc.array(item, { minLength: 1, maxLength: 3 }), ConsistentRead: fc.constant(true) }),
        { minKeys: 1, noNullPrototype: true },
      ),
    }),
  }),
  fc.record({
    operation: fc.constant('TransactWriteItems' as const),
    input: fc.record({
      TransactItems: fc.array(
        fc.oneof(
          put.map((Put) => ({ Put })),
          update.map((Update) => ({ Update })),
          deletion.map((Delete) => ({ Delete })),
          deletion.map((each) => ({ ConditionCheck: { ...each, ConditionExpression: 'a = :a' } })),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  }),
);
