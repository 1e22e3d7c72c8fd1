import { queryStringParameters } from '@frontdesk/local/api-gateway/query-parameters';
import { eventHeaders } from '@frontdesk/local/api-gateway/request-headers';
import { parseTarget } from '@frontdesk/local/api-gateway/request-target';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import * as fc from 'fast-check';

const pairs = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'q', '__proto__', 'ä b'), fc.string({ unit: 'grapheme' })), {
  minLength: 1,
});
const name = fc.constantFrom('Accept', 'accept', 'X-Client-Id', 'x-client-id', '__proto__', 'constructor');
const value = fc.stringMatching(/^[\x21-\x2b\x2d-\x7e]{0,12}$/);

const joined = (list: readonly (readonly [string, string])[]): [string, string][] => {
  const names = [...new Set(list.map(([key]) => key))];
  return names.map((key) => [
    key,
    list
      .filter(([other]) => other === key)
      .map(([, text]) => text)
      .join(','),
  ]);
};

test('query parameters, for any names and values, are decoded and repeated ones joined in order', () => {
  assertProperty(
    fc.property(pairs, (list) => {
      const query = list.map(([key, text]) => `${encodeURIComponent(key)}=${encodeURIComponent(text)}`).join('&');
      const parameters = queryStringParameters(query);
      expect(Object.entries(parameters ?? {}).sort()).toEqual(joined(list).sort());
    }),
  );
});

test('query parameters never touch a prototype', () => {
  const parameters = queryStringParameters('__proto__=x&__proto__=y');
  expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
  expect(JSON.stringify(parameters)).toBe('{"__proto__":"x,y"}');
});

test.each([
  ['', undefined],
  ['a', { a: '' }],
  ['a=1&a=2&b=', { a: '1,2', b: '' }],
  ['plus=a+b&encoded=a%2Bb', { plus: 'a b', encoded: 'a+b' }],
  ['bad=%zz', { bad: '%zz' }],
])('the query "%s" is read as %j', (query, parameters) => {
  expect(queryStringParameters(query)).toEqual(parameters);
});

test('headers, whatever their case and number, become one lower-case name with all values in order', () => {
  assertProperty(
    fc.property(fc.array(fc.tuple(name, value)), (list) => {
      const { headers } = eventHeaders(list.flat());
      expect([...headers].sort()).toEqual(joined(list.map(([key, text]) => [key.toLowerCase(), text] as const)).sort());
    }),
  );
});

test('cookies, in however many headers, are one list in order', () => {
  const cookie = fc.stringMatching(/^[a-z]{1,5}=[a-z0-9]{0,5}$/);
  assertProperty(
    fc.property(fc.array(fc.array(cookie, { minLength: 1 })), (groups) => {
      const { cookies, headers } = eventHeaders(groups.flatMap((group) => ['Cookie', group.join('; ')]));
      expect(cookies).toEqual(groups.flat());
      expect(headers.size).toBe(0);
    }),
  );
});

test('every text as a target is either decoded or refused', () => {
  assertProperty(
    fc.property(fc.string({ unit: fc.constantFrom('%', '2', '5', 'F', '/', '?', 'a', 'z', 'é') }), (text) => {
      const target = parseTarget(`/${text}`);
      if (target) expect(target.rawPath.startsWith('/')).toBe(true);
      else expect(text).toContain('%');
    }),
  );
});
