import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyFunction } from '@frontdesk/manifest/collect';

/** Loads the declaration of every function: each folder of `lambdas/` has its own in `src/function.ts`. */
export const discover = async (root: string): Promise<AnyFunction[]> => {
  const folders = readdirSync(join(root, 'lambdas')).sort();
  return Promise.all(
    folders
      .map((folder) => ({ folder, file: join(root, 'lambdas', folder, 'src', 'function.ts') }))
      .filter(({ file }) => existsSync(file))
      .map(async ({ folder, file }) => {
        const loaded = (await import(file)) as { default: AnyFunction & { default?: AnyFunction } };
        const declaration = loaded.default.default ?? loaded.default;
        if (declaration.name !== folder)
          throw new Error(`lambdas/${folder} declares a function named ${declaration.name}`);
        return declaration;
      }),
  );
};
