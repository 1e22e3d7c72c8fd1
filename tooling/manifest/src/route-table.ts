import type { ManifestRoute } from './manifest';

/** The content of `routes.json`: the methods of each path. The function behind `$default` needs it. */
export const routeTable = (routes: readonly ManifestRoute[]): Record<string, string[]> => {
  const table: Record<string, string[]> = {};
  for (const { path, method } of routes) if (path !== undefined) table[path] = [...(table[path] ?? []), method].sort();
  return table;
};
