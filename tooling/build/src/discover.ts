import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Found } from '@frontdesk/manifest/check';
import type { AnyFunction } from '@frontdesk/manifest/collect';
import { sourceFiles } from './source-hash';

type Exports = Readonly<Record<string, unknown>>;

/** A module's exports, whether it was loaded as CommonJS or as an ES module. */
const load = async (file: string): Promise<Exports> => {
  const loaded = (await import(file)) as { readonly default?: Exports };
  return loaded.default && '__esModule' in loaded.default ? loaded.default : loaded;
};

const discoverFunctions = (root: string): Promise<AnyFunction[]> => {
  const folders = readdirSync(join(root, 'lambdas')).sort();
  return Promise.all(
    folders
      .map((folder) => ({ folder, file: join(root, 'lambdas', folder, 'src', 'function.ts') }))
      .filter(({ file }) => existsSync(file))
      .map(async ({ folder, file }) => {
        const declaration = (await load(file)).default as AnyFunction;
        if (declaration.name !== folder)
          throw new Error(`lambdas/${folder} declares a function named ${declaration.name}`);
        return declaration;
      }),
  );
};

/** Recognises files that declare something. Only those are loaded, because loading a module runs its top-level code. */
const DECLARES =
  /\bdefine(?:Table|Queue|Topic|Bucket|Schedule|Secret)\(|\b(?:route|socketRoute|consumer|versionedRoutes)\(\{/;

const KINDS = new Set<unknown>([
  ...['table', 'queue', 'topic', 'bucket', 'schedule', 'secret'],
  ...['http-route', 'socket-route', 'consumer'],
]);

const isDeclaration = (value: unknown): value is Found['declaration'] =>
  typeof value === 'object' && value !== null && KINDS.has((value as { kind?: unknown }).kind);

const discoverDeclarations = async (root: string): Promise<Found[]> => {
  const files = sourceFiles(root).filter((file) => /^(?:lambdas|packages)\/.*\.ts$/.test(file));
  const declaring = files.filter((file) => DECLARES.test(readFileSync(join(root, file), 'utf8')));
  const found = await Promise.all(
    declaring.map(async (file) => {
      const exported = Object.values(await load(join(root, file))).flat();
      return exported.filter(isDeclaration).map((declaration) => ({ file, declaration }));
    }),
  );
  return found.flat();
};

/** What the sources declare. */
export interface Declarations {
  /** One for each folder of `lambdas/`, declared in its `src/function.ts`. */
  readonly functions: readonly AnyFunction[];
  /** Everything else that any source file declares, whether or not a function uses it. */
  readonly found: readonly Found[];
}

export const discover = async (root: string): Promise<Declarations> => {
  const functions = await discoverFunctions(root);
  return { functions, found: await discoverDeclarations(root) };
};
