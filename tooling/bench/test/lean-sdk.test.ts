import { join } from 'node:path';
import { layout } from '@frontdesk/build/layout';
import { build } from 'esbuild';
import { REPLACEMENTS } from '../cold/sdk/lean-sdk';
import { sdkOptions } from '../cold/sdk/options';

const ROOT = join(__dirname, '..', '..', '..');

/** The bytes of each module in the bundle that our functions are compared with: it must be as lean as it can be. */
const modulesOfFloor = async (): Promise<[string, number][]> => {
  const { metafile } = await build({ ...sdkOptions(layout(ROOT), 'floor'), write: false });
  return Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).map(([path, { bytesInOutput }]): [string, number] => [path, bytesInOutput]),
  );
};

test('every part of the SDK that we leave out exists, and its replacement is tiny', async () => {
  const modules = await modulesOfFloor();
  for (const { module } of REPLACEMENTS) {
    const found = modules.filter(([path]) => path.endsWith(`${module}.js`));
    expect({ module, found: found.length }).toEqual({ module, found: 1 });
    expect(found[0]?.[1]).toBeLessThan(120);
  }
});

test('the modules that only those parts need are left out too', async () => {
  const paths = (await modulesOfFloor()).map(([path]) => path);
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
