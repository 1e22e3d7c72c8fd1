import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertProperty } from '@frontdesk/testkit/assert-property';
import { build } from 'esbuild';
import fc from 'fast-check';
import { functionOptions } from '../src/bundle';
import { discover } from '../src/discover';
import { layout } from '../src/layout';
import { leanZod, MAKERS } from '../src/lean-zod';

const ROOT = join(__dirname, '..', '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontdesk-lean-'));
  symlinkSync(join(ROOT, 'packages', 'core', 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles a module that uses zod, as functions are bundled or without the plugin, and loads it. */
const bundled = async <T>(source: string, plugins = functionOptions(layout(ROOT), 'chat').plugins): Promise<T> => {
  const entry = join(folder, 'entry.ts');
  const outfile = join(folder, plugins?.includes(leanZod) ? 'lean.js' : 'plain.js');
  writeFileSync(entry, `import * as z from 'zod/mini';\n${source}`);
  await build({ ...functionOptions(layout(ROOT), 'chat'), entryPoints: [entry], outfile, ...(plugins && { plugins }) });
  return require(outfile) as T;
};

interface Parsing {
  /** What zod says about a value: the parsed one, or the issues. */
  parse(value: unknown): unknown;
}

/** Every way in which a function makes schemas, with rules of its own and schemas made of other schemas. */
const SCHEMAS = `
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(9), z.regex(/^[a-z ]*$/, 'must be plain'));
const whole = z.pipe(z.transform((text, { issues }) => {
  if (/^\\d+$/.test(String(text))) return Number(text);
  issues.push({ code: 'custom', message: 'must be whole', input: text });
  return z.NEVER;
}), z.int().check(z.gte(1), z.lte(40)));
const fields = { name, whole: z._default(whole, 7), kind: z.enum(['a', 'b']), flag: z.optional(z.boolean()) };
const base = z.strictObject(fields);
const span = z.object({ from: z.number(), to: z.number() }).check(
  z.refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' }),
);
const schema = z.extend(base, {
  spans: z._default(z.array(span).check(z.maxLength(2)), []),
  either: z.nullish(z.union([z.literal('x'), z.nullable(z.url())])),
  more: z.catch(z.looseObject({ at: z.unknown() }), undefined),
  own: z.optional(z.custom((value) => typeof value === 'object', 'must be an object').register(z.globalRegistry, { type: 'object' })),
  never: z.optional(z.never('cannot be set')),
  named: z.optional(z.record(z.string().check(z.maxLength(3)), z.int())),
  limits: z._default(z.object({ least: z._default(z.int(), 3) }), { least: 5 }),
});
export const parse = (value) => {
  const { success, data, error } = schema.safeParse(value);
  return success ? data : error.issues;
};
`;

const word = fc.oneof(fc.constantFrom('a', 'b', 'x', ' plain ', '7', '41', 'https://a.example', 'ß'), fc.string());
const leaf = fc.oneof(word, fc.integer({ min: -3, max: 50 }), fc.boolean(), fc.constant(null), fc.constant(undefined));
const value = fc.oneof(
  leaf,
  fc.record(
    {
      name: fc.oneof(fc.constant(' plain '), leaf),
      whole: leaf,
      kind: fc.oneof(fc.constant('a'), leaf),
      flag: leaf,
      spans: fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.record({ from: leaf, to: leaf })), { maxLength: 3 })),
      either: leaf,
      more: fc.oneof(leaf, fc.record({ at: leaf, other: leaf })),
      own: fc.oneof(leaf, fc.constant({})),
      never: leaf,
      named: fc.oneof(leaf, fc.dictionary(word, leaf, { maxKeys: 2 })),
      limits: fc.oneof(leaf, fc.record({ least: leaf }, { requiredKeys: [] })),
      strange: leaf,
    },
    { requiredKeys: [] },
  ),
);

test('a schema that is made later takes, changes and refuses what it would if it were made at once', async () => {
  const lean = await bundled<Parsing>(SCHEMAS);
  const plain = await bundled<Parsing>(SCHEMAS, []);
  assertProperty(
    fc.property(value, (any) => expect(lean.parse(any)).toEqual(plain.parse(any))),
    { numRuns: 500 },
  );
});

test('loading a function makes none of its schemas, and a request those that it needs', async () => {
  const { made, asked } = await bundled<{ made: string[]; asked: { safeParse(value: unknown): unknown } }>(`
    export const made = [];
    // zod reads it when a schema is given the rule.
    const rule = (name) => ({ get _zod() { made.push(name); return { def: { check: 'custom' }, onattach: [], check: () => {} }; } });
    const part = z.string().check(rule('part'));
    export const asked = z.strictObject({ part });
    export const answered = z.strictObject({ part, other: z.array(z.string().check(rule('other'))) });
  `);
  expect(made).toEqual([]);
  asked.safeParse({ part: 'text' });
  expect(new Set(made)).toEqual(new Set(['part']));
});

/** Of zod's names: types, the registry, what a transformation returns, and `z.iso`, which is an object of makers and makes at once. */
const NO_MAKERS = ['NEVER', 'globalRegistry', 'input', 'iso', 'output'];

test('whatever functions make schemas with waits until they are needed', async () => {
  const { functions } = await discover(ROOT);
  const files = await Promise.all(
    functions.map(async ({ name }) => {
      const { metafile } = await build({ ...functionOptions(layout(ROOT), name), write: false });
      return Object.keys(metafile.inputs).filter((file) => /^(packages|lambdas)\/[^/]+\/src\//.test(file));
    }),
  );
  const used = new Set(
    [...new Set(files.flat())].flatMap((file) =>
      [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bz\.([a-z_]\w*|NEVER)\b/g)].map(([, name = '']) => name),
    ),
  );
  expect(used.size).toBeGreaterThan(10);
  expect([...used].filter((name) => !MAKERS.includes(name) && !NO_MAKERS.includes(name))).toEqual([]);
});
