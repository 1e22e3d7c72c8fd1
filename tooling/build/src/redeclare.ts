import { readFileSync } from 'node:fs';
import type { Manifest } from '@frontdesk/manifest';
import { faults, uncollected } from '@frontdesk/manifest/check';
import { collect } from '@frontdesk/manifest/collect';
import { documents, version, writeAssets } from './assets';
import { discover } from './discover';
import type { Layout } from './layout';

/** The declarations after an edit. */
export interface Redeclared {
  readonly manifest: Manifest;
  /** The functions whose documents were rewritten. */
  readonly documented: readonly string[];
}

/**
 * Collects the declarations as they are now, keeps the zips of the last build, and updates the documents that are made
 * from the declarations.
 * @throws Error that names everything that is wrong in the declarations.
 */
export const redeclare = async (layout: Layout): Promise<Redeclared> => {
  const built = JSON.parse(readFileSync(layout.manifest, 'utf8')) as Manifest;
  const { functions, found } = await discover(layout.root);
  const wrong = [...faults(functions), ...uncollected(found, functions)];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  const made = documents(functions, version(layout.root));
  const artifacts = new Map(
    functions.map(({ name }) => [name, { zipSha256: built.functions[name]?.zip_sha256 ?? '' }] as const),
  );
  return {
    manifest: collect(functions, artifacts, built.source_hash),
    documented: functions.filter((fn) => writeAssets(layout, fn, made)).map(({ name }) => name),
  };
};
