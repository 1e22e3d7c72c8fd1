import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { type Problem, problemDocument } from '../../src/errors/problem';
import { validate } from '../../src/http/validate';

const schema = z.object({
  name: z.string().check(z.minLength(2), z.maxLength(4)),
  count: z.optional(z.int().check(z.gte(1), z.lte(9))),
  kind: z.optional(z.enum(['task', 'reservation'])),
  tags: z.optional(z.array(z.string()).check(z.maxLength(1))),
  site: z.optional(z.url()),
});

const faults = (body: unknown): Record<string, string> => {
  try {
    validate(schema, 'body', body);
    return {};
  } catch (error) {
    const { errors } = (error as { options: { errors: { location: string; message: string }[] } }).options;
    return Object.fromEntries(errors.map(({ location, message }) => [location, message]));
  }
};

describe('a field that is wrong', () => {
  test.each([
    [{}, 'body.name', 'is required'],
    [{ name: 5 }, 'body.name', 'must be a string'],
    [{ name: 'x' }, 'body.name', 'must have at least 2 characters'],
    [{ name: 'xxxxx' }, 'body.name', 'must have at most 4 characters'],
    [{ name: 'xx', count: 0 }, 'body.count', 'must be at least 1'],
    [{ name: 'xx', count: 10 }, 'body.count', 'must be at most 9'],
    [{ name: 'xx', kind: 'todo' }, 'body.kind', 'must be one of task, reservation'],
    [{ name: 'xx', tags: ['a', 'b'] }, 'body.tags', 'must have at most 1 items'],
    [{ name: 'xx', site: 'nowhere' }, 'body.site', 'must be a URL'],
    [[], 'body', 'must be an object'],
    [null, 'body', 'must be an object'],
  ])('%j is told in words what it must be', (body, location, message) => {
    expect(faults(body)[location]).toBe(message);
  });
});

describe('many faults', () => {
  const strict = z.strictObject({ name: z.string(), tags: z.optional(z.array(z.string())) });
  const named = (body: unknown) => {
    try {
      validate(strict, 'body', body);
    } catch (error) {
      return problemDocument(error as Problem, 'id');
    }
    throw new Error('was to be refused');
  };
  const unknown = (count: number, name = (i: number) => `field_${i}`) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), i]));

  test('are named up to 20, and the others counted', () => {
    expect(named({ name: 'xx', ...unknown(20) })).not.toHaveProperty('more_errors');
    const document = named({ ...unknown(500) });
    expect(document.errors).toHaveLength(20);
    expect(document.more_errors).toBe(481);
    expect(named({ name: 'xx', tags: Array(300).fill('\ud800') })).toMatchObject({ more_errors: 280 });
  });

  test('make no long answer, however long the names are that a caller makes up', () => {
    const document = JSON.stringify(named(unknown(50, (i) => `${'long'.repeat(1_000)}${i}\ud83d\ude00`)));
    expect(document.length).toBeLessThan(3_000);
    expect(document.isWellFormed()).toBe(true);
  });
});

test('a field that every object inherits is as missing as any other', () => {
  const inherited = z.object({ constructor: z.string(), toString: z.string() });
  expect(() => validate(inherited, 'body', {})).toThrow(
    expect.objectContaining({
      options: expect.objectContaining({
        errors: [
          { location: 'body.constructor', message: 'is required' },
          { location: 'body.toString', message: 'is required' },
        ],
      }),
    }),
  );
});

describe('text that is no Unicode', () => {
  test.each([
    [{ name: '\ud800' }, 'body.name'],
    [{ name: 'ok', tags: ['\udc00'] }, 'body.tags.0'],
    [{ name: 'ok', extra: { deep: ['a', { note: 'half \ud83d' }] } }, 'body.extra.deep.1.note'],
    [{ name: 'ok', '\ud800': 1 }, 'body.\ufffd'],
  ])('is refused wherever it stands: %j', (body, location) => {
    expect(faults(body)[location]).toBe('is not well-formed Unicode');
  });

  test('is found as deep as it lies', () => {
    let deep: unknown = '\ud800';
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    expect(Object.values(faults({ name: 'ok', deep }))).toEqual(['is not well-formed Unicode']);
  });

  test('and nothing else is', () => {
    assertProperty(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 2 }), (name) => {
        expect(Object.values(faults({ name }))).not.toContain('is not well-formed Unicode');
      }),
    );
  });
});
