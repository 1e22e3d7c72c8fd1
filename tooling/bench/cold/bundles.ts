import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { functionOptions } from '@frontdesk/build/bundle';
import type { Layout } from '@frontdesk/build/layout';
import type { Workshop } from '../compile';

/** A floor, built as our functions are. */
export const floorBundle = (layout: Layout, { bundle }: Workshop, name: 'floor' | 'turn-floor'): Promise<string> =>
  bundle(name, { ...functionOptions(layout, name), entryPoints: [join(__dirname, `${name}.ts`)] });

/** A function built as esbuild would by itself, next to the documents that it was declared with. */
export const defaultBundle = async (layout: Layout, { bundle }: Workshop, name: string): Promise<string> => {
  const path = await bundle(`${name}-defaults`, { entryPoints: [layout.entry(name)] });
  for (const asset of readdirSync(layout.bundle(name)).filter((file) => file !== 'index.js')) {
    copyFileSync(join(layout.bundle(name), asset), join(path, '..', asset));
  }
  return path;
};
