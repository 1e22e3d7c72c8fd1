import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * The sources of the bundles and the manifest. The Terraform module `stack/manifest` lists the same ones with
 * `fileset`.
 */
const SOURCE_ROOTS = ['lambdas', 'packages'];
const BUILD_SOURCES = ['tooling/build/src', 'tooling/manifest/src'];
const SOURCE_FILES = ['pnpm-lock.yaml', 'bundle-budgets.json'];

const walk = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return walk(root, path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });

/**
 * Lists `lambdas/<name>/src/**.ts` and `packages/<name>/src/**.ts`, the code that builds them, and the files that pin
 * the versions and sizes. The rest of `tooling/` is never deployed, so editing it does not make a deployment stale.
 */
export const sourceFiles = (root: string): string[] => {
  const shipped = SOURCE_ROOTS.flatMap((top) =>
    readdirSync(join(root, top)).map((name) => posix.join(top, name, 'src')),
  );
  const code = [...shipped, ...BUILD_SOURCES]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => walk(root, folder));
  return [...code, ...SOURCE_FILES].sort();
};

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/**
 * One hash over all sources. Terraform computes the same one to detect a stale manifest:
 * `sha256(join("\n", [for f in files : "${f} ${filesha256(f)}"]))` over the sorted paths.
 */
export const sourceHash = (root: string): string =>
  sha256(
    sourceFiles(root)
      .map((file) => `${file} ${sha256(readFileSync(join(root, file)))}`)
      .join('\n'),
  );
