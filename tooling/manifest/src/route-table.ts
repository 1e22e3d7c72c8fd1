import type { ManifestRoute } from './manifest';

/** `routes.json`: the methods of each path, for the function behind `$default`. */
export const routeTable = (routes: readonly ManifestRoute[]): Record<string, string[]> => {
  const table: Record<string, string[]> = {};
  for (const { path, method } of routes) if (path !== undefined) table[path] = [...(table[path] ?? []), method].sort();
  return table;
};
