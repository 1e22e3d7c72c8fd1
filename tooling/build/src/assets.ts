import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asset } from '@frontdesk/core/declare';
import { asyncapi } from '@frontdesk/manifest/asyncapi';
import { type AnyFunction, collectRoutes } from '@frontdesk/manifest/collect';
import { openapi } from '@frontdesk/manifest/openapi';
import { routeTable } from '@frontdesk/manifest/route-table';
import type { Layout } from './layout';

/** The documents that are made from the declarations. */
export const documents = (functions: readonly AnyFunction[], version: string): Record<Asset, string> => ({
  'asyncapi.json': JSON.stringify(asyncapi(functions, version)),
  'openapi.json': JSON.stringify(openapi(functions, version)),
  'routes.json': JSON.stringify(routeTable(collectRoutes(functions))),
});

/** The product's version, which is written into the documents. */
export const version = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** Writes next to a function's bundle the documents that the function declared. Returns whether any of them changed. */
export const writeAssets = (layout: Layout, fn: AnyFunction, made: Record<Asset, string>): boolean => {
  mkdirSync(layout.bundle(fn.name), { recursive: true });
  const changed = fn.assets.filter((asset) => {
    const file = join(layout.bundle(fn.name), asset);
    return !existsSync(file) || readFileSync(file, 'utf8') !== made[asset];
  });
  for (const asset of changed) writeFileSync(join(layout.bundle(fn.name), asset), made[asset]);
  return changed.length > 0;
};
