import fc from 'fast-check';
import * as z from 'zod/mini';
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

describe('text that is no Unicode', () => {
  test.each([
    [{ name: '\ud800' }, 'body.name'],
    [{ name: 'ok', tags: ['\udc00'] }, 'body.tags.0'],
    [{ name: 'ok', extra: { deep: ['a', { note: 'half \ud83d' }] } }, 'body.extra.deep.1.note'],
    [{ name: 'ok', '\ud800': 1 }, 'body.\ufffd'],
  ])('is refused wherever it stands: %j', (body, location) => {
    expect(faults(body)[location]).toBe('is not well-formed Unicode');
  });

  test('and nothing else is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 2 }), (name) => {
        expect(Object.values(faults({ name }))).not.toContain('is not well-formed Unicode');
      }),
    );
  });
});
