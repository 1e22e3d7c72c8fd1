import { rawJson } from './raw-json';

/** Names that mean something to JavaScript, to DynamoDB or to whoever builds paths. */
export const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '', '#'];

const LENGTHS = [63, 64, 65, 128, 129, 255, 256, 257, 1_000, 1_001, 2_048, 4_096, 4_097, 8_000, 8_001, 16_385];

/** Times that are none, or that no store or calendar holds. */
const TIMES = [
  '2027-02-29T10:00:00Z',
  '1969-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00Z',
  '2016-12-31T23:59:60Z',
  '2027-01-01T24:00:00Z',
  '2027-01-01T00:00:00+23:59',
  '2027-01-01',
  '2027-01-01T00:00:00.123456789Z',
];

/** Text that is invisible, half a character, or means something elsewhere. */
const ODD = [
  ' ',
  '\0',
  '\u0007\u001b[31m',
  '\u200b',
  '\u202eabc',
  '\ufeff',
  '\ud800',
  'a\udfff',
  'e\u0301',
  'ﷺ',
  '👩‍👩‍👧‍👦',
  'カット',
  '١٢',
  'null',
  'NaN',
  '-0',
  '1e309',
  '0x10',
  "' OR 1=1 --",
  '{{7*7}}',
  '../../etc/passwd',
  '%00%2f',
  'a#b',
  'line\r\nset-cookie: x=1',
];

export const TEXTS: readonly string[] = [
  ...NAMES,
  ...TIMES,
  ...ODD,
  ...LENGTHS.map((length) => 'x'.repeat(length)),
  ...[64, 1_024, 4_000].map((length) => '😀'.repeat(length)),
  '"\\\n'.repeat(2_000),
  'x'.repeat(70_000),
  'か'.repeat(80_000),
];

const nested = (open: string, close: string, depth: number): string =>
  rawJson(open.repeat(depth) + close.repeat(depth));

/** JSON values of every type and size, within what a body may hold. */
export const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  ...[
    '-0',
    '9007199254740993',
    '1e200',
    '1e-131',
    '5e-324',
    '1e999',
    '123456789012345678901234567890123456789012345',
  ].map(rawJson),
  [],
  {},
  [[]],
  ['x', 1, null],
  Array.from({ length: 5_000 }, (_, i) => i),
  Array.from({ length: 300 }, () => ({ unknown: 1 })),
  Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key${i}`, i])),
  Object.fromEntries(NAMES.map((name) => [name, name])),
  { ['x'.repeat(10_000)]: 1 },
  { '\ud800': 1 },
  nested('[', ']', 32),
  nested('[', ']', 1_000),
  nested('[', ']', 100_000),
  ...[33, 30_000].map((depth) => rawJson(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)),
  rawJson('{"a":1,"a":2,"__proto__":{"admin":true}}'),
  ...TEXTS,
];

/** Bodies that no schema describes. */
export const BODIES: readonly Buffer[] = [
  ...[
    '',
    '{',
    'null',
    '"text"',
    '[]',
    '{"a":1}{"b":2}',
    '\ufeff{}',
    "{'a':1}",
    'question,answer\n',
    'question,answer\n"a,b\n',
    'answer\n\n\n',
    'question,answer,tags\nWhere?,Here.,a;b\nWhat "now"?,x,y\n',
    `question,answer,${'x,'.repeat(20_000)}\n`,
    `question,answer\n${'q,\n'.repeat(20_000)}`,
    '['.repeat(200_000),
    `{"message":"${'\\u0041'.repeat(40_000)}"}`,
    `{"entries":[${'{},'.repeat(4_000)}{}]}`,
    JSON.stringify({ message: 'x'.repeat(262_144) }),
  ].map((text) => Buffer.from(text)),
  Buffer.from([0x22, 0xff, 0x22]),
  Buffer.from('{"message":"\xed\xa0\x80"}', 'latin1'),
  Buffer.from('ff00fe01', 'hex'),
  Buffer.alloc(3_900_000, 'question,answer\n'),
  Buffer.alloc(3_900_000, '"'),
  Buffer.alloc(300_000),
];

export const MEDIA_TYPES = [
  'application/json; charset=utf-16',
  'APPLICATION/JSON',
  'application/problem+json',
  'application/merge-patch+json',
  'text/csv',
  'text/csv; charset=shift_jis',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  '__proto__',
  'constructor',
  'json',
  '',
  ';;;',
];

const token = (text: string) => `Bearer ${text}`;

/** Headers that mean something to the API or on the way to it, with values that it may not expect. */
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
