import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { requireUtf8Query } from '../../src/http/query-string';

test('every text that a client percent-encodes is taken', () => {
  assertProperty(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))), (pairs) => {
      requireUtf8Query(new URLSearchParams(pairs).toString());
      requireUtf8Query(pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
    }),
  );
});

test.each(['100%', 'a=%zz', 'a=50%+off', ''])('a percent sign that encodes nothing stands for itself: %s', (raw) => {
  requireUtf8Query(raw);
});

test.each([
  ['half of a surrogate pair', 'q=%ED%A0%80'],
  ['both halves, each by itself', 'q=%ED%A0%BD%ED%B8%80'],
  ['half of a character', 'q=%E3%81'],
  ['Latin-1', 'q=caf%e9'],
  ['the name of a parameter', '%ff=1'],
])('bytes that are not UTF-8 are refused: %s', (_name, raw) => {
  expect(() => requireUtf8Query(raw)).toThrow(expect.objectContaining({ code: 'invalid_request' }));
});
