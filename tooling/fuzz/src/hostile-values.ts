import { rawJson } from './raw-json';

/** Names that are special to JavaScript, to DynamoDB or to code that builds paths. */
export const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'length', '', '#'];

const LENGTHS = [63, 64, 65, 128, 129, 255, 256, 257, 1_000, 1_001, 2_048, 4_096, 4_097, 8_000, 8_001, 16_385];

/** Times that do not exist, or that stores or calendars cannot hold. */
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

/** Text that is invisible, is half a character, or is special elsewhere. */
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

/** JSON values of every type and size that a body may hold. */
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
