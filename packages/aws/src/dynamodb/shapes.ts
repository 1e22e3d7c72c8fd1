import { fromAttributes, toAttributes } from './attribute-value';
import type { Operation } from './operations';

/**
 * Where an operation's input or output holds items: `ITEM` itself, the members of a structure by name, or (`every`) each
 * element of a list or map. What is not named is passed on as it is.
 */
type Shape = typeof ITEM | { readonly every: Shape } | { readonly members: Readonly<Record<string, Shape>> };

const ITEM = 'item';
const members = (named: Readonly<Record<string, Shape>>): Shape => ({ members: named });
const every = (shape: Shape): Shape => ({ every: shape });

const WITH_VALUES = { ExpressionAttributeValues: ITEM } as const;

const KEYS = every(members({ Keys: every(ITEM) }));

/** After https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
const SHAPES: Readonly<Record<Operation, { readonly input: Shape; readonly output: Shape }>> = {
  BatchGetItem: {
    input: members({ RequestItems: KEYS }),
    output: members({ Responses: every(every(ITEM)), UnprocessedKeys: KEYS }),
  },
  DeleteItem: { input: members({ Key: ITEM, ...WITH_VALUES }), output: members({ Attributes: ITEM }) },
  GetItem: { input: members({ Key: ITEM }), output: members({ Item: ITEM }) },
  PutItem: { input: members({ Item: ITEM, ...WITH_VALUES }), output: members({ Attributes: ITEM }) },
  Query: {
    input: members({ ExclusiveStartKey: ITEM, ...WITH_VALUES }),
    output: members({ Items: every(ITEM), LastEvaluatedKey: ITEM }),
  },
  TransactWriteItems: {
    input: members({
      TransactItems: every(
        members({
          ConditionCheck: members({ Key: ITEM, ...WITH_VALUES }),
          Delete: members({ Key: ITEM, ...WITH_VALUES }),
          Put: members({ Item: ITEM, ...WITH_VALUES }),
          Update: members({ Key: ITEM, ...WITH_VALUES }),
        }),
      ),
    }),
    output: members({}),
  },
  UpdateItem: { input: members({ Key: ITEM, ...WITH_VALUES }), output: members({ Attributes: ITEM }) },
};

type Convert = (item: never) => unknown;

const convert = (value: unknown, shape: Shape, items: Convert): unknown => {
  if (value === undefined || value === null) return value;
  if (shape === ITEM) return items(value as never);
  if ('every' in shape) {
    if (Array.isArray(value)) return value.map((each) => convert(each, shape.every, items));
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, convert(each, shape.every, items)]));
  }
  const converted: Record<string, unknown> = { ...(value as object) };
  for (const name in shape.members) {
    if (converted[name] !== undefined) converted[name] = convert(converted[name], shape.members[name] as Shape, items);
  }
  return converted;
};

/** An operation's input as DynamoDB reads it. */
export const wireInput = (operation: Operation, input: object): object =>
  convert(input, SHAPES[operation].input, toAttributes) as object;

/** An operation's output as JavaScript values. */
export const readOutput = (operation: Operation, output: object): object =>
  convert(output, SHAPES[operation].output, fromAttributes) as object;
