import { defineFunction, defineTable, grant, http, indexOf, routeOf } from '@frontdesk/core/declare';
import * as z from 'zod/mini';
import { faults } from '../src/check';
import { type AnyFunction, collect } from '../src/collect';

const cats = defineTable({
  name: 'cats',
  description: 'Cats',
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'name', type: 'S' },
  indexes: {
    ByAge: { partitionKey: { name: 'client_id', type: 'S' }, sortKey: { name: 'age', type: 'N' }, projection: 'ALL' },
  },
  ttlAttribute: 'expires_at',
});

const route = routeOf<object>();
const getCat = (over: object = {}) =>
  route({
    method: 'GET',
    path: '/cats/{name}',
    operation: 'getCat',
    summary: 'A cat',
    auth: { staff: true, service: true },
    params: z.strictObject({ name: z.string() }),
    responses: {},
    handler: async () => ({ status: 200 }),
    ...over,
  });
const cattery = (over: object = {}): AnyFunction =>
  defineFunction<object>({
    name: 'cattery',
    description: 'Cats',
    grants: [grant(cats, 'Query')],
    triggers: [http(getCat())],
    ...over,
  });

const manifest = (...functions: AnyFunction[]) =>
  collect(functions, new Map(functions.map(({ name }) => [name, { zipSha256: 'hash' }])), 'sources');

describe('the manifest', () => {
  test('merges what a function is granted on one table', () => {
    const fn = cattery({
      grants: [grant(cats, 'Query', 'GetItem'), grant(cats, 'GetItem'), grant(indexOf(cats, 'ByAge'), 'Query')],
    });
    expect(manifest(fn).functions.cattery?.grants).toEqual([
      { resource: { kind: 'index', name: 'cats/ByAge' }, actions: ['dynamodb:Query'] },
      { resource: { kind: 'table', name: 'cats' }, actions: ['dynamodb:GetItem', 'dynamodb:Query'] },
    ]);
  });

  test('gives scopes only to routes for services alone, because an ID token has none', () => {
    const scopes = (auth: object) =>
      manifest(cattery({ triggers: [http(getCat({ auth }))] })).routes[0]?.authorization_scopes;
    expect(scopes({ service: true })).toEqual(['frontdesk/tenant.act']);
    expect(scopes({ staff: true, service: true })).toEqual([]);
    expect(scopes({ staff: true })).toEqual([]);
  });

  test('gives no authorizer to a route for anyone', () => {
    expect(manifest(cattery({ triggers: [http(getCat({ auth: 'anyone' }))] })).routes[0]).toMatchObject({
      authorizer: 'none',
    });
  });

  test('throttles a public route as its stage says', () => {
    const { stages } = manifest(cattery({ triggers: [http(getCat({ throttle: 'public' }))] }));
    expect(stages.dev.route_throttles).toEqual({ getCat: { burst: 5, rate: 1 } });
    expect(stages.prod.route_throttles).toEqual({ getCat: { burst: 10, rate: 2 } });
    expect(stages.local).toEqual(stages.dev);
  });

  test('does not depend on the order in which the functions were found', () => {
    const other = cattery({ name: 'dogs', triggers: [http()] });
    expect(Object.keys(manifest(cattery(), other).functions).sort()).toEqual(['cattery', 'dogs']);
  });
});

describe('declarations that contradict themselves are named', () => {
  const twice = getCat();
  test.each([
    ['two functions of one name', [cattery(), cattery({ triggers: [http()] })], 'two functions are named cattery'],
    [
      'two routes on one method and path',
      [cattery({ triggers: [http(twice, getCat({ operation: 'other' }))] })],
      'two routes are GET /cats/{name}',
    ],
    [
      'two operations of one name',
      [cattery({ triggers: [http(twice, getCat({ path: '/dogs/{name}' }))] })],
      'two operations are named getCat',
    ],
    [
      'a path variable without a schema',
      [cattery({ triggers: [http(getCat({ params: undefined }))] })],
      'the params schema of getCat',
    ],
    [
      'a schema without its path variable',
      [cattery({ triggers: [http(getCat({ path: '/cats' }))] })],
      'the params schema of getCat',
    ],
    ['a function slower than its gateway', [cattery({ timeout: 60 })], 'may run longer than API Gateway waits'],
  ])('%s', (_name, functions, fault) => {
    expect(faults(functions)).toEqual([expect.stringContaining(fault)]);
  });

  test('and correct ones are not', () => expect(faults([cattery()])).toEqual([]));

  test('an index that a table does not have cannot be granted', () => {
    expect(() => indexOf(cats, 'ByColour')).toThrow('has no index ByColour');
  });
});
