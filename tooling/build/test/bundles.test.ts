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
