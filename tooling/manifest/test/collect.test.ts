import { defineFunction, grant, grantIndex, routeOf, type TableDeclaration } from '@frontdesk/core/declare';
import * as z from 'zod/mini';
import { faults } from '../src/check';
import { type AnyFunction, collect } from '../src/collect';

const cats: TableDeclaration = {
  name: 'cats',
  description: 'Cats',
  partitionKey: { name: 'client_id', type: 'S' },
  sortKey: { name: 'name', type: 'S' },
  indexes: {
    ByAge: { partitionKey: { name: 'client_id', type: 'S' }, sortKey: { name: 'age', type: 'N' }, projection: 'ALL' },
  },
  ttlAttribute: 'expires_at',
};

const route = routeOf<object>();
const getCat = (over: object = {}) =>
  route({
    method: 'GET',
    path: '/cats/{name}',
    operation: 'getCat',
    summary: 'A cat',
    who: { staff: true, service: true },
    params: z.strictObject({ name: z.string() }),
    answers: {},
    handler: async () => ({ status: 200 }),
    ...over,
  });
const cattery = (over: object = {}): AnyFunction =>
  defineFunction<object>({
    name: 'cattery',
    description: 'Cats',
    grants: [grant(cats, 'Query')],
    routes: [getCat()],
    ...over,
  });

const manifest = (...functions: AnyFunction[]) =>
  collect(functions, [cats], new Map(functions.map(({ name }) => [name, { zipSha256: 'hash' }])), 'sources');

describe('the manifest', () => {
  test('merges what a function is granted on one table', () => {
    const fn = cattery({
      grants: [grant(cats, 'Query', 'GetItem'), grant(cats, 'GetItem'), grantIndex(cats, 'ByAge')],
    });
    expect(manifest(fn).functions.cattery?.grants.tables).toEqual({
      cats: { actions: ['GetItem', 'Query'], indexes: ['ByAge'] },
    });
  });

  test('gives scopes to service-only routes alone, because an ID token has none', () => {
    const scopes = (who: object) => manifest(cattery({ routes: [getCat({ who })] })).routes[0]?.authorization_scopes;
    expect(scopes({ service: true })).toEqual(['frontdesk/tenant.act']);
    expect(scopes({ staff: true, service: true })).toEqual([]);
    expect(scopes({ staff: true })).toEqual([]);
  });

  test('gives no authorizer to a route for anyone', () => {
    expect(manifest(cattery({ routes: [getCat({ who: 'anyone' })] })).routes[0]).toMatchObject({ authorizer: 'none' });
  });

  test('throttles a public route by the numbers of its stage', () => {
    const { stages } = manifest(cattery({ routes: [getCat({ throttle: 'public' })] }));
    expect(stages.dev.route_throttles).toEqual({ getCat: { burst: 5, rate: 1 } });
    expect(stages.prod.route_throttles).toEqual({ getCat: { burst: 10, rate: 2 } });
    expect(stages.local).toEqual(stages.dev);
  });

  test('is the same whatever the order in which functions were found is', () => {
    const other = cattery({ name: 'dogs', routes: [] });
    expect(Object.keys(manifest(cattery(), other).functions).sort()).toEqual(['cattery', 'dogs']);
  });
});

describe('declarations that contradict themselves are named', () => {
  const twice = getCat();
  test.each([
    ['two functions of one name', [cattery(), cattery({ routes: [] })], 'two functions are named cattery'],
    [
      'two routes on one method and path',
      [cattery({ routes: [twice, getCat({ operation: 'other' })] })],
      'two routes are GET /cats/{name}',
    ],
    [
      'two operations of one name',
      [cattery({ routes: [twice, getCat({ path: '/dogs/{name}' })] })],
      'two operations are named getCat',
    ],
    [
      'a grant on an unknown table',
      [cattery({ grants: [{ table: 'dogs', actions: [] }] })],
      'function cattery is granted the table dogs',
    ],
    [
      'a path variable without a schema',
      [cattery({ routes: [getCat({ params: undefined })] })],
      'the params schema of getCat',
    ],
    [
      'a schema without its path variable',
      [cattery({ routes: [getCat({ path: '/cats' })] })],
      'the params schema of getCat',
    ],
    ['a function slower than its gateway', [cattery({ timeout: 60 })], 'may run longer than API Gateway waits'],
  ])('%s', (_name, functions, fault) => {
    expect(faults(functions, [cats])).toEqual([expect.stringContaining(fault)]);
  });

  test('and sound ones are not', () => expect(faults([cattery()], [cats])).toEqual([]));

  test('an index that a table does not have cannot be granted', () => {
    expect(() => grantIndex(cats, 'ByColour')).toThrow('has no index ByColour');
  });
});
