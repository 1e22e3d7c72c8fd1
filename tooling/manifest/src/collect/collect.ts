import { GROUPS, REFERENCES, RESOURCE_SERVER, SERVICE_CLIENTS, TENANT_CLAIM } from '@frontdesk/core/declare';
import { CORS } from '../cors';
import type { Manifest, ManifestFunction } from '../manifest';
import { stages } from '../stages';
import type { AnyFunction } from './any-function';
import { declaredBy } from './declared';
import { eventSources } from './event-sources';
import { collectGrants } from './grants';
import { collectResources } from './resources';
import { collectRoutes, collectSocket } from './routes';

/** What the build adds about a function's zip. */
export interface Artifact {
  readonly zipSha256: string;
}

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
  event_sources: eventSources(fn),
  assets: fn.assets,
  reserved_concurrency: fn.reservedConcurrency,
});

const REFERENCE_DEFAULTS = Object.fromEntries(
  Object.entries(REFERENCES).map(([name, reference]) => [
    name,
    { description: reference.description, default: 'default' in reference ? reference.default : null },
  ]),
) as Manifest['references'];

/**
 * Collects all declarations into the one document that Terraform, the local stack and the API documents are made from.
 */
export const collect = (
  functions: readonly AnyFunction[],
  artifacts: ReadonlyMap<string, Artifact>,
  sourceHash: string,
): Manifest => {
  const routes = collectRoutes(functions);
  return {
    version: 1,
    app: 'frontdesk',
    source_hash: sourceHash,
    functions: Object.fromEntries(
      functions.map((fn) => {
        const artifact = artifacts.get(fn.name);
        if (!artifact) throw new Error(`function ${fn.name} was not built`);
        return [fn.name, collectFunction(fn, artifact)];
      }),
    ),
    routes,
    socket: collectSocket(functions),
    ...collectResources(declaredBy(functions), functions),
    identity: {
      groups: GROUPS,
      tenant_claim: TENANT_CLAIM,
      resource_server: RESOURCE_SERVER,
      service_clients: SERVICE_CLIENTS,
    },
    references: REFERENCE_DEFAULTS,
    cors: CORS,
    stages: stages(routes),
  };
};
