import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Asset } from '@frontdesk/core/declare';
import { type AnyFunction, collectRoutes } from '@frontdesk/manifest/collect';
import { openapi } from '@frontdesk/manifest/openapi';
import { routeTable } from '@frontdesk/manifest/route-table';
import type { Layout } from './layout';

/** The documents made from the declarations. */
export const documents = (functions: readonly AnyFunction[], version: string): Record<Asset, string> => ({
  'openapi.json': JSON.stringify(openapi(functions, version)),
  'routes.json': JSON.stringify(routeTable(collectRoutes(functions))),
});

/** Lays beside a bundle the documents that its function declared. */
export const writeAssets = (layout: Layout, fn: AnyFunction, made: Record<Asset, string>): void => {
  mkdirSync(layout.bundle(fn.name), { recursive: true });
  for (const asset of fn.assets) writeFileSync(join(layout.bundle(fn.name), asset), made[asset]);
};
