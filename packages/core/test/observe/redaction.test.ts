import fc from 'fast-check';
import { redact } from '../../src/observe/redaction';

const SECRET = 'my knee hurts, call +12025550123';

describe('a log line', () => {
  test.each(['text', 'reply', 'phone_number', 'question', 'answer', 'token', 'Authorization', 'email', 'notes'])(
    'never holds the value of %s, at any depth',
    (key) => {
      const nested = fc.letrec((tie) => ({
        node: fc.oneof(
          { maxDepth: 5 },
          fc.constant({ [key]: SECRET }),
          fc.record({ inner: tie('node'), list: fc.array(tie('node'), { maxLength: 2 }) }),
        ),
      })).node;
      fc.assert(
        fc.property(nested, (fields) => !JSON.stringify(redact(fields)).includes(SECRET)),
        { numRuns: 50 },
      );
    },
  );

  test('keeps what tells a request apart', () => {
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
});
