import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

/** Compiles both the measuring and the measured code: plain Node has to run it, without a TypeScript loader. */
export interface Workshop {
  readonly folder: string;
  /** Compiles a program of `bench/`. Resolves with its path. */
  program(source: string): Promise<string>;
  /** Bundles to `<folder>/<name>/index.js`, with esbuild's own defaults except for `options`. Resolves with that path. */
  bundle(name: string, options: BuildOptions): Promise<string>;
}

/** Lends a folder that is removed afterwards. */
export const withWorkshop = async (use: (workshop: Workshop) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  const bundle: Workshop['bundle'] = async (name, options) => {
    const outfile = join(folder, name, 'index.js');
    await build({ bundle: true, platform: 'node', logLevel: 'error', ...options, outfile });
    return outfile;
  };
  try {
    await use({
      folder,
      bundle,
      program: (source) => bundle(source, { entryPoints: [join(__dirname, `${source}.ts`)] }),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
