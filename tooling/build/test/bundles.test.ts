import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { functionOptions } from '../src/bundle';
import { discover } from '../src/discover';
import { layout } from '../src/layout';

const place = layout(join(__dirname, '../../..'));

/** What a function's bundle is made of, and what it has Node load. */
const partsOf = async (name: string) => {
  const { metafile } = await build({ ...functionOptions(place, name), write: false });
  const outputs = Object.values(metafile.outputs);
  return {
    files: outputs.flatMap(({ inputs }) => Object.keys(inputs)),
    builtins: outputs.flatMap(({ imports }) => imports.map(({ path }) => path)),
  };
};

/** The tables whose repositories are in a function's bundle. */
const repositoriesIn = async (name: string): Promise<string[]> => {
  const { files } = await partsOf(name);
  return files.flatMap((file) => /^packages\/tables\/src\/.+\/(.+)-repository\.ts$/.exec(file)?.[1] ?? []).sort();
};

test('a function carries the repository of a table only if it may use the table', async () => {
  const { functions } = await discover(place.root);
  const carried = await Promise.all(
    functions.map(async ({ name, grants }) => {
      const granted = grants.flatMap(({ resource }) => (resource.kind === 'table' ? [resource.name] : []));
      return (await repositoriesIn(name))
        .filter((table) => !granted.includes(table))
        .map((table) => `${name}: ${table}`);
    }),
  );
  expect(carried.flat()).toEqual([]);
  expect(await repositoriesIn('tasks')).toEqual(['idempotency', 'prompts', 'tasks']);
});

test("no function carries a client of AWS's SDK, nor has Node load what a cold start can do without", async () => {
  const { functions } = await discover(place.root);
  for (const { name } of functions) {
    const { files, builtins } = await partsOf(name);
    expect(files.filter((file) => /node_modules\/(@aws-sdk|@smithy)\//.test(file))).toEqual([]);
    expect(builtins.filter((path) => ['node:stream/web', 'node:fs/promises'].includes(path))).toEqual([]);
  }
});

/** What a function finds in its environment, whatever else it declares. */
const ENVIRONMENT = {
  NAME_PREFIX: 'frontdesk-test',
  ENVIRONMENT: 'test',
  WEB_CLIENT_ID: 'web',
  ACCOUNT_ID: '000000000000',
  AWS_REGION: 'eu-central-1',
  OPENAI_BASE_URL: 'https://openai.example/v1',
  OPENAI_MODEL: 'model',
  OPENAI_EMBEDDING_MODEL: '',
  BEDROCK_REGION: 'us-west-2',
  BEDROCK_MODEL: 'model',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
};

/** Loads a function as a cold start does, and tells its code, and which of Node's own modules that loaded. */
const loadedBy = async (name: string): Promise<{ readonly code: string; readonly modules: readonly string[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bundle-'));
  try {
    const outfile = join(folder, 'index.js');
    await build({ ...functionOptions(place, name), outfile });
    const program = `require(${JSON.stringify(outfile)}); console.log(JSON.stringify(process.moduleLoadList)); process.exit()`;
    const modules = execFileSync(process.execPath, ['-e', program], { env: ENVIRONMENT, encoding: 'utf8' });
    return { code: readFileSync(outfile, 'utf8'), modules: JSON.parse(modules) as string[] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

test.each(['chat', 'faq', 'tasks'])(
  '%s reads the time and makes ids without what Node loads for browsers',
  async (name) => {
    const { code, modules } = await loadedBy(name);
    expect(modules).toContain('NativeModule https');
    expect(modules.filter((module) => /perf_hooks|webcrypto|undici/.test(module))).toEqual([]);
    // Its first use would load perf_hooks.
    expect(code).not.toContain('performance.now');
  },
);
