import { join } from 'node:path';
import { build } from 'esbuild';
import { functionOptions } from '../src/bundle';
import { layout } from '../src/layout';
import { REPLACEMENTS } from '../src/lean-sdk';

const ROOT = join(__dirname, '..', '..', '..');

/** The bytes of each module in the bundle of a DynamoDB client, as the repositories make it. */
const modulesOfClient = async (): Promise<[string, number][]> => {
  const entry = join(ROOT, 'packages', 'tables', 'src', 'access', 'client.ts');
  const { metafile } = await build({ ...functionOptions(layout(ROOT), 'chat'), entryPoints: [entry], write: false });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).map(([path, { bytesInOutput }]): [string, number] => [path, bytesInOutput]),
  );
};

test("the SDK's parts that are left out are still there to be left out, and nearly nothing stands in for them", async () => {
  const modules = await modulesOfClient();
  for (const { module } of REPLACEMENTS) {
    const found = modules.filter(([path]) => path.endsWith(`${module}.js`));
    expect({ module, found: found.length }).toEqual({ module, found: 1 });
    expect(found[0]?.[1]).toBeLessThan(120);
  }
});

test('what they stood on has gone with them', async () => {
  const paths = (await modulesOfClient()).map(([path]) => path);
  for (const gone of [
    'parseIni.js',
    'getHomeDir.js',
    'DefaultRateLimiter.js',
    'credential-provider-node',
    'mnemonist',
  ]) {
    expect(paths.filter((path) => path.includes(gone))).toEqual([]);
  }
});

test('a function has Node load neither the streams of the web nor the promises of the file system', async () => {
  const { metafile } = await build({ ...functionOptions(layout(ROOT), 'chat'), write: false });
  const loaded = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  expect(loaded).toContain('node:stream');
  expect(loaded.filter((path) => ['node:stream/web', 'node:fs/promises'].includes(path))).toEqual([]);
});
