import { join } from 'node:path';
import { build } from 'esbuild';
import { functionOptions } from '../src/bundle';
import { discover } from '../src/discover';
import { layout } from '../src/layout';

const place = layout(join(__dirname, '../../..'));

/** The tables whose repositories are in a function's bundle. */
const repositoriesIn = async (name: string): Promise<string[]> => {
  const { metafile } = await build({ ...functionOptions(place, name), write: false });
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
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
