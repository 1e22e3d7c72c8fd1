import { readFileSync } from 'node:fs';
import type { Manifest } from '@frontdesk/manifest';
import { faults } from '@frontdesk/manifest/check';
import { collect } from '@frontdesk/manifest/collect';
import { TABLES } from '@frontdesk/tables/definitions';
import { discover } from './discover';
import { layout } from './layout';

/**
 * Prints the manifest as the declarations are now, with the artifacts of the last build: what the running local stack
 * compares itself with after an edit.
 */
const main = async (): Promise<void> => {
  const places = layout(process.cwd());
  const built = JSON.parse(readFileSync(places.manifest, 'utf8')) as Manifest;
  const functions = await discover(places.root);
  const wrong = faults(functions, TABLES);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  const artifacts = new Map(
    functions.map(({ name }) => [name, { zipSha256: built.functions[name]?.zip_sha256 ?? '' }] as const),
  );
  process.stdout.write(JSON.stringify(collect(functions, TABLES, artifacts, built.source_hash)));
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
