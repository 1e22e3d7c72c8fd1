import {
  authorizationScopes,
  type FunctionDeclaration,
  needsToken,
  type Route,
  routeKey,
  type TableDeclaration,
  type TableGrant,
} from '@frontdesk/core/declare';
import { CORS } from './cors';
import type { Manifest, ManifestFunction, ManifestRoute, ManifestTable } from './manifest';
import { stages } from './stages';

/** A function as the collector sees it: whatever its dependencies are, they are not called. */
export type AnyFunction = FunctionDeclaration<never>;

/** What only the build knows of a function's zip. */
export interface Artifact {
  readonly zipSha256: string;
}

const collectRoute = (fn: AnyFunction, route: Route<never>): ManifestRoute => ({
  route_key: routeKey(route),
  method: route.method,
  path: route.path,
  operation: route.operation,
  function: fn.name,
  authorizer: needsToken(route.who) ? 'jwt' : 'none',
  authorization_scopes: authorizationScopes(route.who),
  callers: needsToken(route.who)
    ? { staff: route.who.staff ?? false, service: route.who.service ?? false }
    : { staff: false, service: false },
  throttle: route.throttle ?? 'default',
});

const defaultRoute = (fn: AnyFunction): ManifestRoute => ({
  route_key: '$default',
  method: '$default',
  operation: 'default',
  function: fn.name,
  authorizer: 'none',
  authorization_scopes: [],
  callers: { staff: false, service: false },
  throttle: 'default',
});

const collectGrants = ({ grants, secrets }: AnyFunction): ManifestFunction['grants'] => {
  const tables: Record<string, { actions: TableGrant['actions']; indexes: readonly string[] }> = {};
  for (const { table, actions, indexes = [] } of grants) {
    const known = tables[table] ?? { actions: [], indexes: [] };
    tables[table] = {
      actions: [...new Set([...known.actions, ...actions])].sort(),
      indexes: [...new Set([...known.indexes, ...indexes])].sort(),
    };
  }
  return { tables, secrets };
};

const collectFunction = (fn: AnyFunction, artifact: Artifact): ManifestFunction => ({
  name: fn.name,
  description: fn.description,
  memory_mb: fn.memory,
  timeout_seconds: fn.timeout,
  runtime: 'nodejs22.x',
  architecture: 'arm64',
  handler: 'index.handler',
  bundle: `functions/${fn.name}`,
  zip: `zips/${fn.name}.zip`,
  zip_sha256: artifact.zipSha256,
  environment: fn.environment,
  grants: collectGrants(fn),
  assets: fn.assets,
  reserved_concurrency: fn.reservedConcurrency,
});

export const collectTable = (table: TableDeclaration): ManifestTable => ({
  name: table.name,
  description: table.description,
  partition_key: table.partitionKey,
  sort_key: table.sortKey ?? null,
  indexes: Object.fromEntries(
    Object.entries(table.indexes ?? {}).map(([name, index]) => [
      name,
      { partition_key: index.partitionKey, sort_key: index.sortKey ?? null, projection: index.projection },
    ]),
  ),
  ttl_attribute: table.ttlAttribute ?? null,
});

export const collectRoutes = (functions: readonly AnyFunction[]): ManifestRoute[] =>
  functions.flatMap((fn) => [
    ...fn.routes.map((route) => collectRoute(fn, route)),
    ...(fn.defaultRoute ? [defaultRoute(fn)] : []),
  ]);

const byName = <T extends { readonly name: string }>(things: readonly T[]): Record<string, T> =>
  Object.fromEntries(things.map((thing) => [thing.name, thing]));

/** Puts every declaration into the one document that Terraform, the local stack and the documents read. */
export const collect = (
  functions: readonly AnyFunction[],
  tables: readonly TableDeclaration[],
  artifacts: ReadonlyMap<string, Artifact>,
  sourceHash: string,
): Manifest => {
  const routes = collectRoutes(functions);
  return {
    version: 1,
    app: 'frontdesk',
    source_hash: sourceHash,
    functions: byName(
      functions.map((fn) => {
        const artifact = artifacts.get(fn.name);
        if (!artifact) throw new Error(`function ${fn.name} was not built`);
        return collectFunction(fn, artifact);
      }),
    ),
    routes,
    tables: byName(tables.map(collectTable)),
    cors: CORS,
    stages: stages(routes),
  };
};
