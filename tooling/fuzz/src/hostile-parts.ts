const token = (text: string) => `Bearer ${text}`;

/** Headers that the API or something on the way to it understands, with unexpected values. */
export const HEADERS: readonly (readonly [string, string])[] = [
  ...['', '*', '"', '"x"', 'W/"1"', '"1", "2"', '"a'.repeat(1_000), 'x'.repeat(2_000)].flatMap(
    (value) =>
      [
        ['if-match', value],
        ['if-none-match', value],
      ] as const,
  ),
  ...['', ' ', 'k', 'k'.repeat(255), 'k'.repeat(256), '\xe9\xff', '__proto__', 'a b,c'].map(
    (value) => ['idempotency-key', value] as const,
  ),
  ...['', '__proto__', 'acme-dental', 'UPPER', 'a'.repeat(64), '../x', '\xe9'].map(
    (value) => ['x-client-id', value] as const,
  ),
  ...['', 'ok-id', 'x'.repeat(129), '{"a":1}', '\xff'].map((value) => ['x-request-id', value] as const),
  ...['00-0-0-0', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`].map((value) => ['traceparent', value] as const),
  ...[
    '',
    'Bearer',
    'Basic YTpi',
    token('x'),
    token('a.b.c'),
    token('eyJhbGciOiJub25lIn0.e30.'),
    token('x'.repeat(5_000)),
  ].map((value) => ['authorization', value] as const),
  ['content-encoding', 'gzip'],
  ['accept', 'text/html'],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-for', '127.0.0.1'],
  ['cookie', 'a=1; b=2; __proto__=3'],
  ['origin', 'https://evil.example'],
  ['range', 'bytes=0-1'],
  ['__proto__', 'x'],
  ['x-large', 'x'.repeat(9_000)],
  ['x-too-large', 'x'.repeat(11_000)],
];

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE'];

export const PATHS = [
  '/',
  '//',
  '/faq/',
  '//faq',
  '/FAQ',
  '/faq/%2e%2e/tasks',
  '/faq/%2F',
  '/faq/%252F',
  '/faq/%00',
  '/faq/%ED%A0%80',
  '/faq/%zz',
  '/faq/\xe9',
  '/tasks/..',
  '/tasks/%23',
  '/tasks/__proto__',
  '/prompt/versions/0',
  '/prompt/versions/1e3',
  '/prompt/versions/9999999999',
  '/prompt/versions/99999999999999999999',
  '/chat/sessions//messages',
  '/chat/sessions/%F0%9F%98%80/messages',
  '/constructor',
  `/${'x'.repeat(4_000)}`,
  `/faq/${'A'.repeat(8_000)}`,
  `/${'a/'.repeat(1_500)}`,
];

export const QUERIES = [
  '&&&',
  '=',
  '%',
  '%zz=1',
  'limit=1&limit=2',
  'limit[]=1',
  'limit=0',
  'limit=-1',
  'limit=1e1',
  'limit=101',
  'limit=999999999999',
  'limit=%D9%A1',
  'cursor=',
  'cursor=eyJhIjoxfQ',
  'cursor=%ED%A0%80',
  `cursor=${'A'.repeat(4_096)}`,
  `cursor=${'%F0%9F%98%80'.repeat(300)}`,
  '__proto__=1',
  'constructor=1',
  'q=%00',
  'q=%ED%A0%80',
  `q=${'a'.repeat(1_000)}`,
  `q=${'%E3%81%8B'.repeat(900)}`,
  'unknown=1',
  'a,b=c,d',
  `${'a=1&'.repeat(1_500)}`,
];
