import { execFile } from 'node:child_process';
import { type FSWatcher, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { functionOptions } from '@frontdesk/build/bundle';
import { layout } from '@frontdesk/build/layout';
import type { Manifest } from '@frontdesk/manifest';
import { type BuildContext, context, stop } from 'esbuild';
import type { Stack } from '../stack/stack';

/** Editors write a file in several steps; what comes within this many milliseconds is one edit. */
const SETTLE_MS = 40;
const DECLARATIONS_DEADLINE_MS = 30_000;

export interface Watcher {
  close(): Promise<void>;
}

interface Watched {
  readonly context: BuildContext<{ metafile: true }>;
  inputs: ReadonlySet<string>;
}

const isSource = (file: string): boolean => /^[^/]+\/src\/.*\.(ts|json)$/.test(file);

/** What of a manifest a running stack must take over. Hashes and sizes change with every edit. */
const declared = ({ functions, routes, tables, stages, cors }: Manifest): string =>
  JSON.stringify({
    routes,
    tables,
    stages,
    cors,
    functions: Object.values(functions).map(({ zip_sha256: _, ...fn }) => fn),
  });

/**
 * Rebuilds the functions that an edited file is part of, and has the stack run the new bundles; where the edit changed what
 * is declared, routes, grants and tables are taken over too. Bundles that do not build leave the old ones running.
 */
export const watchSources = (root: string, stack: Stack, print: (line: string) => void): Watcher => {
  const places = layout(root);
  const watched = new Map<string, Watched>();
  const edited = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  let closed = false;

  const rebuild = async (name: string, one: Watched): Promise<boolean> => {
    try {
      const { metafile } = await one.context.rebuild();
      one.inputs = new Set(Object.keys(metafile.inputs).map((input) => resolve(root, input)));
      stack.reload(name);
      return true;
    } catch {
      // esbuild has printed where the fault is.
      print(`${name}: not rebuilt, the one before goes on`);
      return false;
    }
  };

  const begin = async (name: string): Promise<Watched> => {
    const known = watched.get(name);
    if (known) return known;
    const one = { context: await context(functionOptions(places, name)), inputs: new Set<string>() };
    watched.set(name, one);
    return one;
  };

  const takeOverDeclarations = async (): Promise<void> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'packages/build/src/declarations-cli.ts'],
      { cwd: root, timeout: DECLARATIONS_DEADLINE_MS, maxBuffer: 16 * 1024 * 1024 },
    );
    const next = JSON.parse(stdout) as Manifest;
    if (declared(next) === declared(stack.manifest()) || closed) return;
    await stack.redeploy(next);
    print('declarations taken over');
  };

  const run = async (files: ReadonlySet<string>): Promise<void> => {
    const begun = performance.now();
    const rebuilt: string[] = [];
    await Promise.all(
      Object.keys(stack.manifest().functions).map(async (name) => {
        const one = await begin(name);
        const concerned = one.inputs.size === 0 || [...files].some((file) => one.inputs.has(file));
        if (concerned && (await rebuild(name, one)) && [...files].some((file) => one.inputs.has(file)))
          rebuilt.push(name);
      }),
    );
    if (rebuilt.length > 0)
      print(`reloaded ${rebuilt.sort().join(', ')} (${Math.round(performance.now() - begun)} ms)`);
    await takeOverDeclarations().catch((error: unknown) =>
      print(`the declarations were not taken over: ${error instanceof Error ? error.message.split('\n')[0] : error}`),
    );
  };

  const settle = (): void => {
    const files = new Set(edited);
    edited.clear();
    round = round.then(() => (closed ? undefined : run(files)));
  };

  const watchers: FSWatcher[] = ['lambdas', 'packages'].map((top) =>
    watch(join(root, top), { recursive: true }, (_event, file) => {
      if (file === null || !isSource(file)) return;
      edited.add(join(root, top, file));
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLE_MS);
    }),
  );

  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      await round.catch(() => undefined);
      await Promise.all([...watched.values()].map((one) => one.context.dispose()));
      await stop();
    },
  };
};
