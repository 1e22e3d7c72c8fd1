import { join, sep } from 'node:path';
import { type Layout, layout } from '@frontdesk/build/layout';
import { stop } from 'esbuild';
import type { Stack } from '../stack/stack';
import { coalesced } from './coalesced';
import { readDeclarations, sameDeclarations } from './declarations';
import { watchFolders } from './watch-folders';
import { WatchedBundle } from './watched-bundle';

/** Editors write a file in several steps. Changes within this many milliseconds count as one edit. */
const SETTLE_MS = 40;
const IGNORED = new Set(['node_modules', 'dist', 'test']);

export interface Watcher {
  close(): Promise<void>;
}

const isSource = (file: string): boolean => file.includes(`${sep}src${sep}`) && /\.(ts|json)$/.test(file);

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** The functions' bundles. Each is created when it is first asked for. */
const watchedBundles = (places: Layout): { get(name: string): WatchedBundle; all(): WatchedBundle[] } => {
  const known = new Map<string, WatchedBundle>();
  return {
    get: (name) => {
      const bundle = known.get(name) ?? new WatchedBundle(places, name);
      known.set(name, bundle);
      return bundle;
    },
    all: () => [...known.values()],
  };
};

/**
 * Rebuilds the functions that contain an edited file, and makes the stack run the new bundles. If the edit changed the
 * declarations, the stack also takes over the new routes, grants and tables. If a bundle does not build, the old one
 * keeps running.
 */
export const watchSources = (root: string, stack: Stack, print: (line: string) => void): Watcher => {
  const bundles = watchedBundles(layout(root));
  const closing = new AbortController();
  const closed = (): boolean => closing.signal.aborted;
  /** Reloads wait for this: they must reach the functions as they are after new declarations were taken over. */
  let redeployed: Promise<void> = Promise.resolve();

  const rebuild = async (bundle: WatchedBundle): Promise<boolean> => {
    const changed = await bundle.rebuild();
    await redeployed;
    if (changed && !closed()) stack.reload(bundle.name);
    return changed;
  };

  const functions = (): WatchedBundle[] => Object.keys(stack.manifest().functions).map(bundles.get);

  const takeOverDeclarations = async (): Promise<void> => {
    const { manifest, documented } = await readDeclarations(root, closing.signal);
    if (closed()) return;
    if (sameDeclarations(manifest, stack.manifest())) {
      for (const name of documented) stack.reload(name);
      return;
    }
    const added = Object.keys(manifest.functions).filter((name) => !stack.manifest().functions[name]);
    await Promise.all(added.map((name) => bundles.get(name).rebuild()));
    const redeploying = stack.redeploy(manifest);
    redeployed = redeploying.catch(() => undefined);
    await redeploying;
    print('declarations taken over');
  };
  const declarations = coalesced(() =>
    takeOverDeclarations().catch((error: unknown) => {
      if (!closed()) print(`the declarations were not taken over: ${reasonOf(error)}`);
    }),
  );

  const takeOver = async (files: ReadonlySet<string>): Promise<void> => {
    const begun = performance.now();
    const concerned = functions().filter((bundle) => [...files].some((file) => bundle.mayHold(file)));
    const results = await Promise.allSettled(concerned.map(rebuild));
    const named = (chosen: (result: PromiseSettledResult<boolean>) => boolean): string =>
      concerned.flatMap(({ name }, i) => (results[i] && chosen(results[i]) ? name : [])).join(', ');
    const reloaded = named((result) => result.status === 'fulfilled' && result.value);
    // esbuild has already printed where the error is.
    const failed = named(({ status }) => status === 'rejected');
    if (reloaded) print(`reloaded ${reloaded} (${Math.round(performance.now() - begun)} ms)`);
    if (failed) print(`${failed}: not rebuilt, the previous build keeps running`);
    if (!closed()) declarations.request();
  };

  const edited = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let takenOver: Promise<unknown> = Promise.resolve();
  const settle = (): void => {
    const files = new Set(edited);
    edited.clear();
    takenOver = Promise.all([takenOver, takeOver(files)]);
  };
  const watch = watchFolders([join(root, 'lambdas'), join(root, 'packages')], IGNORED, (file) => {
    if (!isSource(file)) return;
    edited.add(file);
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
  });

  /** Builds each bundle once in advance, so that the first edit is as fast as later ones. Edits take precedence. */
  const prepare = async (): Promise<void> => {
    for (const bundle of functions()) {
      await takenOver;
      if (!closed()) await rebuild(bundle).catch(() => undefined);
    }
  };
  const prepared = prepare();

  return {
    close: async () => {
      closing.abort();
      clearTimeout(timer);
      watch.close();
      await Promise.all([prepared, declarations.idle()]);
      await Promise.all(bundles.all().map((bundle) => bundle.close()));
      await stop();
    },
  };
};
