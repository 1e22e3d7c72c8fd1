import { join } from 'node:path';
import { build } from 'esbuild';
import { copyDocsFiles } from './docs-files';

/** Packages that come with their own binary are left where they are installed. */
const NATIVE = ['esbuild', '@dynoxide/*'];

/** Bundles the local stack into `dist/local/`, so that it starts without compiling anything. */
export const bundleStack = async (root: string): Promise<void> => {
  const target = join(root, 'dist', 'local');
  await build({
    entryPoints: [join(root, 'tooling', 'local', 'src', 'dev.ts')],
    outfile: join(target, 'dev.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    conditions: ['module', 'node'],
    external: NATIVE,
    sourcemap: true,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
  });
  copyDocsFiles(target);
};
