import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { Problem } from '../../src/errors/problem';
import { redact } from '../../src/observe/redaction';

const SECRET = 'my knee hurts, call +12025550123';

describe('a log line', () => {
  const sensitive =
    'text reply message phone_number question answer token Authorization email notes name metadata prompt q';
  test.each(sensitive.split(' '))('never holds the value of %s, at any depth', (key) => {
    const nested = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constant({ [key]: SECRET }),
        fc.record({ inner: tie('node'), list: fc.array(tie('node'), { maxLength: 2 }) }),
      ),
    })).node;
    assertProperty(
      fc.property(nested, (fields) => !JSON.stringify(redact(fields)).includes(SECRET)),
      { numRuns: 50 },
    );
  });

  test('keeps what identifies a request', () => {
    expect(redact({ request_id: 'r', tenant: 'acme-dental', status: 200, ok: true, none: null })).toEqual({
      request_id: 'r',
      tenant: 'acme-dental',
      status: 200,
      ok: true,
      none: null,
    });
  });

  test('says where an error came from, and what caused it', () => {
    const error = new Error('outer', { cause: new Error('inner') });
    expect(redact({ error })).toMatchObject({
      error: { message: 'outer', stack: expect.any(String), cause: { message: 'inner' } },
    });
  });

  const foreign = class extends Error {};
  test.each([
    ['another library', new foreign(`400: cannot answer "${SECRET}"`)],
    ['a parser', new SyntaxError(`Unexpected token in ${SECRET}`)],
  ])('withholds the words of an error of %s, in its stack too, but not where it came from', (_, error) => {
    expect(JSON.stringify(redact({ error, deep: new Error('ours', { cause: error }) }))).not.toContain(SECRET);
    expect(redact({ error })).toMatchObject({ error: { stack: expect.stringContaining('redaction.test') } });
  });

  test("keeps the words of our own errors and of AWS's, cut to 400 characters", () => {
    const throttled = Object.assign(new foreign('Throughput exceeds the limit'), { $metadata: {} });
    expect(redact({ error: throttled })).toMatchObject({ error: { message: 'Throughput exceeds the limit' } });
    const long = redact({ error: new Problem('internal_error', { internal: 'x'.repeat(1_000) }) });
    expect(long).toMatchObject({ error: { message: 'x'.repeat(400) } });
    expect(JSON.stringify(long)).not.toContain('x'.repeat(401));
  });
});
