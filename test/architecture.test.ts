import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..');

/** What each part may import from the rest of the project. Lambdas are on top; core imports nothing. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  tenant: ['core'],
  tables: ['core', 'tenant', 'aws'],
  assistant: ['core', 'tenant', 'tables'],
  limits: ['core', 'tables'],
  aws: ['core'],
  tokens: ['core', 'aws'],
  conversation: ['core', 'tenant', 'tables', 'assistant'],
  realtime: ['core', 'tenant', 'tables', 'assistant', 'conversation', 'aws'],
  runtime: ['core', 'tenant', 'tables', 'assistant', 'conversation', 'realtime', 'limits', 'aws', 'tokens'],
  scheduling: ['core', 'tenant', 'tables'],
  manifest: ['core', 'tables'],
  build: ['core', 'tables', 'manifest'],
  vendors: [],
  local: ['core', 'tenant', 'tables', 'assistant', 'tokens', 'manifest', 'build', 'vendors'],
  'tenant-cli': ['core', 'tenant', 'tables'],
  'visitor-keys': ['core', 'tokens'],
  testkit: ['core', 'tenant', 'tables', 'manifest', 'build', 'local', 'limits'],
  fuzz: ['core', 'tenant', 'testkit'],
  bench: ['core', 'tables', 'assistant', 'manifest', 'build', 'local', 'testkit'],
  lambda: [
    'core',
    'tenant',
    'tables',
    'assistant',
    'runtime',
    'limits',
    'scheduling',
    'conversation',
    'realtime',
    'aws',
    'tokens',
  ],
};

interface Source {
  readonly file: string;
  readonly part: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : path.endsWith('.ts') ? [path] : [];
  });

const sources: Source[] = ['lambdas', 'packages', 'tooling'].flatMap((top) =>
  walk(join(ROOT, top))
    .map((path) => relative(ROOT, path))
    .filter((file) => file.includes('/src/'))
    .map((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const imports = [...text.matchAll(/\b(?:from |import |(?:import|require)\()\s*'([^'\n]+)'/g)].map(
        ([, from]) => from ?? '',
      );
      return { file, text, imports, part: top === 'lambdas' ? 'lambda' : (file.split('/')[1] ?? '') };
    }),
);

const offenders = (rule: (source: Source) => boolean): string[] => sources.filter(rule).map(({ file }) => file);

describe('the architecture', () => {
  test('imports go in one direction: lambdas, conversation and scheduling, assistant and limits, tables, tenant, core', () => {
    const against = sources.flatMap(({ file, part, imports }) =>
      imports
        .map((name) => /^@frontdesk\/([^/]+)/.exec(name)?.[1])
        .filter((name) => name !== undefined && name !== part && !MAY_IMPORT[part]?.includes(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(against).toEqual([]);
  });

  test('packages that are deployed export only a few named entry points, and loading them has no side effects', () => {
    const packages = readdirSync(join(ROOT, 'packages')).map((name) => ({
      name,
      ...(JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')) as {
        exports: Readonly<Record<string, string>>;
        sideEffects?: boolean;
      }),
    }));
    const open = packages.filter(({ exports }) => Object.keys(exports).some((door) => door.includes('*')));
    expect(open.map(({ name }) => name)).toEqual([]);
    expect(packages.filter(({ sideEffects }) => sideEffects !== false).map(({ name }) => name)).toEqual([]);

    const doors = new Set(
      packages.flatMap(({ name, exports }) => Object.keys(exports).map((door) => join('@frontdesk', name, door))),
    );
    const shipped = packages.map(({ name }) => `@frontdesk/${name}`);
    const past = sources.flatMap(({ file, imports }) =>
      imports
        .filter((name) => shipped.some((each) => name === each || name.startsWith(`${each}/`)) && !doors.has(name))
        .map((name) => `${file} imports ${name}`),
    );
    expect(past).toEqual([]);
  });

  test('no import reaches into another package by its path', () => {
    const climbing = sources.flatMap(({ file, imports }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .filter((name) => {
          const [top, folder] = join(dirname(file), name).split('/');
          return file.split('/')[0] !== top || file.split('/')[1] !== folder;
        })
        .map((name) => `${file} imports ${name}`),
    );
    expect(climbing).toEqual([]);
  });

  test('no file imports itself, by whatever way round', () => {
    const files = new Set(sources.map(({ file }) => file));
    const target = (from: string, name: string): string[] =>
      [`${join(dirname(from), name)}.ts`, join(dirname(from), name, 'index.ts')].filter((file) => files.has(file));
    const next = new Map(
      sources.map(({ file, text }) => [
        file,
        // Types are gone when the code runs, and may refer to each other.
        [...text.replace(/^(?:im|ex)port type [^;]*;/gm, '').matchAll(/\bfrom '(\.[^']*)'/g)].flatMap(([, name = '']) =>
          target(file, name),
        ),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (path.includes(file) || done.has(file)) return;
      for (const imported of next.get(file) ?? []) follow(imported, [...path, file]);
      done.add(file);
    };
    for (const { file } of sources) follow(file, []);
    expect([...next.values()].flat().length).toBeGreaterThan(500);
    expect(circles).toEqual([]);
  });

  test('every package has its place in the order', () => {
    const parts = ['packages', 'tooling'].flatMap((top) =>
      readdirSync(join(ROOT, top)).filter((name) => existsSync(join(ROOT, top, name, 'package.json'))),
    );
    expect(parts.filter((name) => !(name in MAY_IMPORT))).toEqual([]);
  });

  test('docs/architecture.md says what every folder is, and which package may import which', () => {
    const page = readFileSync(join(ROOT, 'docs', 'architecture.md'), 'utf8');
    const tree = [...page.matchAll(/^( {0,2})([a-z-]+)\/? {2,}\S/gm)].map(([, , name]) => name);
    const folders = ['lambdas', 'packages', 'tooling', 'terraform', 'envs', 'scripts', 'docs', 'examples', 'test'];
    const parts = (top: string) =>
      readdirSync(join(ROOT, top)).filter((name) => existsSync(join(ROOT, top, name, 'package.json')));
    expect(tree.toSorted()).toEqual([...folders, ...parts('packages'), ...parts('tooling')].sort());

    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.*) \|$/gm)];
    const imports = rows.map(([, name, list = '']) => [name, [...list.matchAll(/`([a-z-]+)`/g)].map(([, it]) => it)]);
    expect(Object.fromEntries(imports)).toEqual(
      Object.fromEntries(parts('packages').map((name) => [name, MAY_IMPORT[name]])),
    );
  });

  test('a function contains only dependencies that the root declares, never tools or packages for tests', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const packageOf = (name: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name;
    const against = sources
      .filter(({ part }) => part === 'lambda')
      .flatMap(({ file, imports }) =>
        imports
          .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !(packageOf(name) in dependencies))
          .map((name) => `${file} imports ${name}`),
      );
    expect(against).toEqual([]);
  });

  test('a lambda uses code outside its own folder only through packages', () => {
    expect(
      offenders(({ part, file, imports }) => {
        const depth = file.split('/').length - 3;
        return part === 'lambda' && imports.some((name) => name.startsWith('../'.repeat(depth + 1)));
      }),
    ).toEqual([]);
  });

  test('free-form JSON from callers always has the schema jsonObject: copies lose some fields, and DynamoDB maps refuse others', () => {
    const copies = /\bz\s*\.(?:record|looseRecord|looseObject|catchall|any|json|map)\(/;
    // These have one only in what they answer.
    const takeNothing = [
      'lambdas/realtime/src/routes/create-upload.ts',
      'lambdas/system/src/routes/get-asyncapi.ts',
      'lambdas/system/src/routes/get-openapi.ts',
    ];
    const parts = ['lambda', 'core', 'tenant', 'tables', 'scheduling', 'conversation'];
    expect(
      offenders(({ part, file, text }) => parts.includes(part) && !takeNothing.includes(file) && copies.test(text)),
    ).toEqual([]);
  });

  test('only the package tables knows keys and talks to DynamoDB', () => {
    const others = new Set(['tables', 'aws', 'local', 'testkit', 'build']);
    const reaches = /(client|lib)-dynamodb|^@frontdesk\/aws\/dynamodb/;
    expect(offenders(({ part, imports }) => !others.has(part) && imports.some((name) => reaches.test(name)))).toEqual(
      [],
    );
  });

  test('code that serves a request opens tables for that request, so nothing is committed before it is admitted', () => {
    const serves = /^lambdas\/[^/]+\/src\/(routes\/|deps\.ts)|^packages\/(conversation|scheduling)\//;
    const past = /\bforTenant\b|\bTables</;
    expect(sources.filter(({ file }) => serves.test(file)).length).toBeGreaterThan(0);
    expect(offenders(({ file, text }) => serves.test(file) && past.test(text))).toEqual([]);
  });

  test('only the models know vendors', () => {
    expect(
      offenders(
        ({ file, imports }) =>
          !file.startsWith('packages/assistant/src/models/') &&
          imports.some((name) => name === 'openai' || name.startsWith('openai/') || name.includes('client-bedrock')),
      ),
    ).toEqual([]);
  });

  test('only core knows the format of API Gateway events', () => {
    const others = new Set(['core', 'local', 'testkit']);
    expect(offenders(({ part, imports }) => !others.has(part) && imports.includes('aws-lambda'))).toEqual([]);
  });

  test('texts are normalized in linear time', () => {
    expect(
      offenders(
        ({ file, text }) =>
          /^(lambdas|packages)\//.test(file) &&
          file !== 'packages/core/src/text/normal-form.ts' &&
          /\.normalize\(/.test(text),
      ),
    ).toEqual([]);
  });

  test('no function scans', () => {
    expect(offenders(({ part, text }) => !['local', 'testkit'].includes(part) && /\bScanCommand\b/.test(text))).toEqual(
      [],
    );
  });
});
