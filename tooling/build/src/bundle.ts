import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import type { Layout } from './layout';

import { leanMiddy } from './lean-middy';
import { leanOpenAi } from './lean-openai';
import { leanZod } from './lean-zod';

/**
 * How a function is bundled: into one CommonJS file that starts fast. We take packages' ES modules, so that esbuild can
 * drop the unused parts. The modules behind an `import()` are in the same file, and run only when it is reached. The
 * measurements are in `docs/decisions`.
 */
export const functionOptions = (layout: Layout, name: string): BuildOptions & { metafile: true } => ({
  entryPoints: [layout.entry(name)],
  outfile: join(layout.bundle(name), 'index.js'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'],
  conditions: ['module', 'node'],
  supported: { 'dynamic-import': false },
  plugins: [leanOpenAi, leanMiddy, leanZod],
  charset: 'utf8',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  absWorkingDir: layout.root,
});

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  readonly metafile: Metafile;
}

export const bundleFunction = async (layout: Layout, name: string): Promise<Bundle> => {
  const { metafile } = await build(functionOptions(layout, name));
  return { name, metafile, bytes: Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0) };
};
