import { defineFunction, defineQueue, defineTable, grant, indexOf, type Trigger } from '@frontdesk/core/declare';

const orders = defineQueue({ name: 'orders', description: '', deadLetter: { maxReceives: 5 } });
const cats = defineTable({ name: 'cats', description: '', partitionKey: { name: 'id', type: 'S' } });

/** `make check` fails if one of these lines would be let through: each `@ts-expect-error` must have its error. */
test('the type check refuses what is not declared: a resource, an action of its kind, a reference, a kind of trigger', () => {
  const uses = () => [
    // @ts-expect-error a name is no declaration
    grant('orders', 'SendMessage'),
    // @ts-expect-error a table has no messages
    grant(cats, 'SendMessage'),
    // @ts-expect-error and a queue no items
    grant(orders, 'GetItem'),
    // @ts-expect-error no function may scan
    grant(cats, 'Scan'),
    // @ts-expect-error no deployment knows it
    defineFunction<object>({ name: 'x', description: '', triggers: [], environment: { A: { ref: 'queue_url' } } }),
    // @ts-expect-error a queue says what becomes of messages that fail
    defineQueue({ name: 'orders', description: '' }),
    // @ts-expect-error nothing reads triggers of that kind
    { kind: 'email', address: 'x@example.com' } satisfies Trigger<object>,
  ];
  expect(uses).not.toThrow();
});

test('an index that its table does not declare is refused when the declarations are read', () => {
  expect(() => indexOf(cats, 'by-colour')).toThrow('table cats has no index by-colour');
});
