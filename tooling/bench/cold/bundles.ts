import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '@frontdesk/build/layout';
import type { Workshop } from '../compile';
import { sdkOptions } from './sdk/options';

/** A floor, built as our functions are, on the SDK. */
export const floorBundle = (layout: Layout, { bundle }: Workshop, name: 'floor' | 'turn-floor'): Promise<string> =>
  bundle(name, sdkOptions(layout, name));

/** A function built as esbuild would by itself, next to the documents that it was declared with. */
export const defaultBundle = async (layout: Layout, { bundle }: Workshop, name: string): Promise<string> => {
  const path = await bundle(`${name}-defaults`, { entryPoints: [layout.entry(name)] });
  for (const asset of readdirSync(layout.bundle(name)).filter((file) => file !== 'index.js')) {
    copyFileSync(join(layout.bundle(name), asset), join(path, '..', asset));
  }
  return path;
};
