import type { Reference } from '@frontdesk/core/declare';
import type { ManifestCors, ManifestRoute, ManifestSocket, ManifestStage } from './manifest/apis';
import type { ManifestFunction } from './manifest/functions';
import type {
  ManifestBucket,
  ManifestQueue,
  ManifestSchedule,
  ManifestSecret,
  ManifestTable,
  ManifestTopic,
} from './manifest/resources';

export type * from './manifest/apis';
export type * from './manifest/functions';
export type * from './manifest/resources';

/** What the user pool and its tokens contain. */
export interface ManifestIdentity {
  /** The Cognito groups by name, with a description of each. */
  readonly groups: Readonly<Record<string, string>>;
  readonly tenant_claim: string;
  readonly resource_server: { readonly identifier: string; readonly scopes: Readonly<Record<string, string>> };
  readonly service_clients: readonly string[];
}

/**
 * The content of `dist/manifest.json`: everything that is declared, for Terraform, the local stack and the API
 * documents.
 */
export interface Manifest {
  readonly version: 1;
  readonly app: 'frontdesk';
  /** The SHA-256 (hex) of all source files of the manifest and the bundles; see `source-hash.ts`. */
  readonly source_hash: string;
  readonly functions: Readonly<Record<string, ManifestFunction>>;
  readonly routes: readonly ManifestRoute[];
  /** Null if no function serves WebSocket routes. */
  readonly socket: ManifestSocket | null;
  readonly tables: Readonly<Record<string, ManifestTable>>;
  readonly queues: Readonly<Record<string, ManifestQueue>>;
  readonly topics: Readonly<Record<string, ManifestTopic>>;
  readonly buckets: Readonly<Record<string, ManifestBucket>>;
  readonly schedules: Readonly<Record<string, ManifestSchedule>>;
  readonly secrets: Readonly<Record<string, ManifestSecret>>;
  readonly identity: ManifestIdentity;
  /** The values that a function's environment may refer to, with their defaults. */
  readonly references: Readonly<Record<Reference, { readonly description: string; readonly default: string | null }>>;
  readonly cors: ManifestCors;
  readonly stages: Readonly<Record<'local' | 'dev' | 'prod', ManifestStage>>;
}
