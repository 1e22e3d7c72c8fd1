import { execFileSync } from 'node:child_process';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { curlLine } from '../src/shell';

const CALLER = { variable: 'STAFF', token: 'abc', home: 'acme' };

/** The arguments that curl would get, as bytes. */
const argumentsOf = (line: string): Buffer[] => {
  const shown = execFileSync('bash', ['-c', `LC_ALL=C; curl() { printf '%s\\0' "$@"; }; ${line}`], {
    env: { ...process.env, API: 'http://api', STAFF: 'abc' },
  });
  const found: Buffer[] = [];
  for (let from = 0, to = shown.indexOf(0); to >= 0; from = to + 1, to = shown.indexOf(0, from)) {
    found.push(shown.subarray(from, to));
  }
  return found;
};

test('the printed command sends exactly the request that failed', () => {
  const bytes = fc
    .uint8Array({ min: 1, maxLength: 40 })
    .filter(([first]) => first !== 0x40)
    .map((array) => Buffer.from(array));
  const value = fc.stringMatching(/^[!-~\xa1-\xff]{1,20}$/);
  assertProperty(
    fc.property(bytes, value, (body, header) => {
      const request = {
        method: 'POST',
        target: `/faq/${header}?q='`,
        headers: [['authorization', 'Bearer abc'] as const, ['if-match', header] as const, ['x-empty', ''] as const],
        body,
      };
      expect(argumentsOf(curlLine(request, [CALLER], 'unused'))).toEqual([
        ...['-sig', '--path-as-is', '-X', 'POST', '-H', 'authorization: Bearer abc', '-H'].map((text) =>
          Buffer.from(text),
        ),
        Buffer.from(`if-match: ${header}`, 'latin1'),
        ...['-H', 'x-empty;', '--data-binary'].map((text) => Buffer.from(text)),
        body,
        Buffer.from(`http://api/faq/${header}?q='`, 'latin1'),
      ]);
    }),
    { numRuns: 30 },
  );
});
