import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults, uncollected } from '@frontdesk/manifest/check';
import { type Artifact, collect } from '@frontdesk/manifest/collect';
import { documents, version, writeAssets } from './assets';
import { checkBudgets } from './budgets';
import { bundleFunction } from './bundle';
import { discover } from './discover';
import type { Layout } from './layout';
import { sourceHash } from './source-hash';
import { zipFolder } from './zip';

/** Removes the bundles and zips of functions that are no longer declared. */
const removeOrphans = (layout: Layout, names: readonly string[]): void => {
  const kept = new Set(names);
  for (const name of readdirSync(join(layout.dist, 'functions'))) {
    if (kept.has(name)) continue;
    rmSync(layout.bundle(name), { recursive: true });
    rmSync(layout.zip(name), { force: true });
  }
};

/**
 * Runs the whole build: bundles, documents and zips, and the manifest last. If a build fails, the previous manifest
 * stays, and its source hash shows that it is stale.
 * @returns lines for the console.
 * @throws Error that names everything that is wrong in the declarations, or every bundle over its budget.
 */
export const buildAll = async (layout: Layout): Promise<string[]> => {
  const { functions, found } = await discover(layout.root);
  const wrong = [...faults(functions), ...uncollected(found, functions)];
  if (wrong.length > 0) throw new Error(`The declarations are not consistent:\n  ${wrong.join('\n  ')}`);

  const made = documents(functions, version(layout.root));
  const bundles = await Promise.all(functions.map(({ name }) => bundleFunction(layout, name)));
  const { lines, over } = checkBudgets(layout, bundles);
  if (over.length > 0) throw new Error(`Over budget (bundle-budgets.json):\n${lines.join('\n')}`);

  const artifacts = new Map<string, Artifact>();
  for (const fn of functions) {
    writeAssets(layout, fn, made);
    artifacts.set(fn.name, { zipSha256: zipFolder(layout.bundle(fn.name), layout.zip(fn.name)).sha256 });
  }
  removeOrphans(layout, [...artifacts.keys()]);
  const manifest = collect(functions, artifacts, sourceHash(layout.root));
  writeFileSync(layout.asyncapi, `${made['asyncapi.json']}\n`);
  writeFileSync(layout.openapi, `${made['openapi.json']}\n`);
  writeFileSync(layout.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  return [`Built ${functions.length} functions, ${manifest.routes.length} routes:`, ...lines];
};
