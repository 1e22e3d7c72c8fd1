import { parseRouteKey } from '@frontdesk/local/api-gateway/route-key';
import { routeTable } from '@frontdesk/local/api-gateway/route-table';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import * as fc from 'fast-check';
import { route } from './api';

const selected = (keys: readonly string[], method: string, path: string): string | undefined =>
  routeTable(keys.map((key) => route(key)))(method, path)?.route.route_key;

describe('the route that API Gateway’s own example selects', () => {
  const KEYS = ['$default', 'ANY /{proxy+}', 'GET /pets/{proxy+}', 'GET /pets/dog/{id}', 'GET /pets/dog/1'];

  test.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
  ])('%s %s is served by %s', (method, path, key) => {
    expect(selected(KEYS, method, path)).toBe(key);
  });

  test('is $default if no other matches, and none if there is no $default', () => {
    expect(selected(['$default', 'GET /faq'], 'POST', '/faq')).toBe('$default');
    expect(selected(['GET /faq'], 'POST', '/faq')).toBeUndefined();
  });
});

describe('route selection', () => {
  test('takes a method before ANY', () => {
    expect(selected(['ANY /faq', 'GET /faq'], 'GET', '/faq')).toBe('GET /faq');
    expect(selected(['ANY /faq', 'GET /faq'], 'PUT', '/faq')).toBe('ANY /faq');
  });

  test('distinguishes /faq from /faq/, which no variable matches either', () => {
    expect(selected(['GET /faq', 'GET /faq/{faq_id}'], 'GET', '/faq/')).toBeUndefined();
  });

  test('lets a greedy variable be empty after a slash', () => {
    const match = routeTable([route('GET /files/{proxy+}')])('GET', '/files/');
    expect(match?.pathParameters).toEqual({ proxy: '' });
    expect(selected(['GET /files/{proxy+}'], 'GET', '/files')).toBeUndefined();
  });

  test('serves the root', () => {
    expect(selected(['GET /', '$default'], 'GET', '/')).toBe('GET /');
  });

  test.each(['GET', 'get /x', 'GET x', 'GET /{a+}/b', 'GET /a b'])('refuses the key "%s"', (key) => {
    expect(() => parseRouteKey(key)).toThrow('not a route key');
  });
});

const literal = fc.constantFrom('faq', 'search', 'a', 'b');
const segment = fc.oneof({ weight: 3, arbitrary: literal }, { weight: 1, arbitrary: fc.constantFrom('{x}', '{y}') });
const routeKey = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'ANY'),
    segments: fc.array(segment, { minLength: 1, maxLength: 4 }),
    greedy: fc.boolean(),
  })
  .map(({ method, segments, greedy }) => `${method} /${[...segments, ...(greedy ? ['{rest+}'] : [])].join('/')}`);
const requestPath = fc.array(fc.oneof(literal, fc.constantFrom('1', 'é', '')), { minLength: 1, maxLength: 5 });

/** The rule, said another way: a route matches if its key, made into a pattern, takes the whole path. */
const matches = (key: string, method: string, path: string): boolean => {
  const [own = '', template = ''] = key.split(' ');
  const pattern = template.replace(/\{\w+\+\}$/, '.*').replace(/\{\w+\}/g, '[^/]+');
  return (own === 'ANY' || own === method) && new RegExp(`^${pattern}$`).test(path);
};

/** Smaller is preferred: full before greedy, a method before ANY, then segment by segment. */
const preference = (key: string): string => {
  const [method, template = ''] = key.split(' ');
  const kinds = template
    .slice(1)
    .split('/')
    .map((text) => (text.endsWith('+}') ? 2 : text.startsWith('{') ? 1 : 0));
  return `${template.endsWith('+}') ? 1 : 0}${method === 'ANY' ? 1 : 0}${kinds.join('')}`;
};

test('for any routes and any path, the selected route is the most preferred one that matches', () => {
  assertProperty(
    fc.property(fc.uniqueArray(routeKey, { maxLength: 12 }), requestPath, (keys, texts) => {
      const path = `/${texts.join('/')}`;
      const found = selected([...keys, '$default'], 'GET', path);
      const best = keys
        .filter((key) => matches(key, 'GET', path))
        .sort((a, b) => (preference(a) < preference(b) ? -1 : 1));
      if (best[0] === undefined) expect(found).toBe('$default');
      else expect(preference(found ?? '')).toBe(preference(best[0]));
    }),
    { numRuns: 2000 },
  );
});

test('selection does not depend on the order in which routes are declared', () => {
  const table = fc.uniqueArray(routeKey, {
    minLength: 2,
    maxLength: 8,
    selector: (key) => key.replace(/\{[xy]\}/g, '{}'),
  });
  assertProperty(
    fc.property(table, requestPath, (keys, texts) => {
      const path = `/${texts.join('/')}`;
      expect(selected([...keys].reverse(), 'GET', path)).toBe(selected(keys, 'GET', path));
    }),
  );
});

test('path parameters put back into the route’s path give the request’s path', () => {
  assertProperty(
    fc.property(routeKey, requestPath, (key, texts) => {
      const path = `/${texts.join('/')}`;
      const match = routeTable([route(key.replace(/^\w+/, 'ANY'))])('GET', path);
      fc.pre(match !== undefined);
      const template = key.split(' ')[1] ?? '';
      const names = [...template.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name);
      fc.pre(new Set(names).size === names.length);
      const filled = template.replace(/\{(\w+)\+?\}/g, (_, name: string) => match?.pathParameters?.[name] ?? '');
      expect(filled).toBe(path);
    }),
  );
});
