import type { Asset, BucketEvent, EnvironmentValue, FilterPolicy, ResourceKind } from '@frontdesk/core/declare';

/** What a function may do with one resource. A function has at most one grant for each resource. */
export interface ManifestGrant {
  /** `name` is the logical name; for an index it is `<table>/<index>`. */
  readonly resource: { readonly kind: ResourceKind; readonly name: string };
  /** The names of the actions in IAM, sorted: `dynamodb:Query`. */
  readonly actions: readonly string[];
}

export type ManifestEventSource =
  | {
      readonly kind: 'queue';
      readonly name: string;
      readonly batch_size: number;
      readonly batching_window_seconds: number;
      readonly maximum_concurrency: number;
    }
  | { readonly kind: 'topic'; readonly name: string; readonly filter: FilterPolicy | null }
  | {
      readonly kind: 'bucket';
      readonly name: string;
      readonly events: readonly BucketEvent[];
      readonly prefix: string | null;
    }
  | { readonly kind: 'schedule'; readonly name: string };

export interface ManifestFunction {
  readonly name: string;
  readonly description: string;
  readonly memory_mb: number;
  readonly timeout_seconds: number;
  readonly runtime: 'nodejs22.x';
  readonly architecture: 'arm64';
  readonly handler: 'index.handler';
  /** The folder with the bundle and its assets, relative to `dist/`. */
  readonly bundle: string;
  /** A reproducible zip of that folder, relative to `dist/`. */
  readonly zip: string;
  /** The base64 SHA-256 of the zip, which Lambda calls `source_code_hash`. */
  readonly zip_sha256: string;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  readonly grants: readonly ManifestGrant[];
  /** What invokes the function besides the two APIs. */
  readonly event_sources: readonly ManifestEventSource[];
  readonly assets: readonly Asset[];
  readonly reserved_concurrency: number | null;
}
