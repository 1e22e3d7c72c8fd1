import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import type { Mutant } from './mutants';

const ROOT = join(__dirname, '..', '..');

/**
 * Puts a mutant's text in place of the original.
 * @throws Error if the original has changed, so that there is nothing to mutate any more.
 */
const mutation = ({ name, file, original, mutated }: Mutant): Plugin => ({
  name,
  setup: ({ onLoad }) => {
    const path = join(ROOT, file);
    onLoad({ filter: /\.ts$/ }, (loading) => {
      if (loading.path !== path) return undefined;
      const source = readFileSync(path, 'utf8');
      if (source.split(original).length !== 2) {
        return { errors: [{ text: `${file} does not have once what the mutant "${name}" changes: ${original}` }] };
      }
      return { contents: source.replace(original, () => mutated), loader: 'ts' };
    });
  },
});

/** Bundles the program that plays runs, with the code under test as it is or with one mutation. */
export const bundleProgram = async (outfile: string, mutant?: Mutant): Promise<void> => {
  await build({
    entryPoints: [join(__dirname, 'program.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['module', 'node'],
    // Packages that come with their own binary are left where they are installed.
    external: ['esbuild', '@dynoxide/*'],
    plugins: mutant ? [mutation(mutant)] : [],
    logLevel: 'silent',
  });
};
