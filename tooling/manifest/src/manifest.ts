import type {
  Asset,
  BucketEvent,
  EnvironmentValue,
  FilterPolicy,
  IndexDeclaration,
  KeyAttribute,
  Method,
  Reference,
  ResourceKind,
  StaffAccess,
} from '@frontdesk/core/declare';

/** One stage's throttle as API Gateway takes it: a bucket of `burst` requests refilled at `rate` per second. */
export interface Throttle {
  readonly burst: number;
  readonly rate: number;
}

export interface ManifestRoute {
  /** API Gateway's route key: `POST /chat`, `$default`. */
  readonly route_key: string;
  readonly method: Method | '$default';
  /** Absent on `$default`. */
  readonly path?: string;
  /** OpenAPI's operationId; Terraform uses it as the resource key. */
  readonly operation: string;
  readonly function: string;
  readonly authorizer: 'jwt' | 'none';
  /** Scopes that the authorizer checks: service-only routes alone have any. */
  readonly authorization_scopes: readonly string[];
  /** Who the function lets in after the authorizer. */
  readonly callers: { readonly staff: StaffAccess | false; readonly service: boolean };
  /** The class of its throttle; `stages` has the numbers. */
  readonly throttle: 'default' | 'public';
}

/** What a function may do to one resource. There is one of a resource for each function. */
export interface ManifestGrant {
  /** `name` is logical; an index is `<table>/<index>`. */
  readonly resource: { readonly kind: ResourceKind; readonly name: string };
  /** As IAM writes them, sorted: `dynamodb:Query`. */
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
  /** Folder of the bundle and its assets, relative to `dist/`. */
  readonly bundle: string;
  /** Reproducible zip of that folder, relative to `dist/`. */
  readonly zip: string;
  /** base64 SHA-256 of the zip: what Lambda calls `source_code_hash`. */
  readonly zip_sha256: string;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  readonly grants: readonly ManifestGrant[];
  /** What invokes it besides the two APIs. */
  readonly event_sources: readonly ManifestEventSource[];
  readonly assets: readonly Asset[];
  readonly reserved_concurrency: number | null;
}

export interface ManifestTable {
  readonly name: string;
  readonly description: string;
  readonly partition_key: KeyAttribute;
  readonly sort_key: KeyAttribute | null;
  readonly indexes: Readonly<
    Record<
      string,
      {
        readonly partition_key: KeyAttribute;
        readonly sort_key: KeyAttribute | null;
        readonly projection: IndexDeclaration['projection'];
      }
    >
  >;
  readonly ttl_attribute: string | null;
}

export interface ManifestQueue {
  readonly name: string;
  readonly description: string;
  /** How long a message stays hidden while it is worked on: six times its consumer's timeout, and the batching window. */
  readonly visibility_seconds: number;
  /** Receives after which a message goes to `<name>-dead-letters`. */
  readonly max_receives: number;
  readonly subscriptions: readonly { readonly topic: string; readonly filter: FilterPolicy | null }[];
}

export interface ManifestTopic {
  readonly name: string;
  readonly description: string;
}

export interface ManifestBucket {
  readonly name: string;
  readonly description: string;
  readonly expire_after_days: number | null;
}

export interface ManifestSchedule {
  readonly name: string;
  readonly description: string;
  readonly expression: string;
}

export interface ManifestSecret {
  readonly name: string;
  readonly description: string;
}

/** The WebSocket API: its routes are selected by `$request.body.action`. */
export interface ManifestSocket {
  /** The function that decides on `$connect`. */
  readonly authorizer: string;
  readonly routes: readonly {
    readonly route_key: string;
    readonly operation: string;
    readonly function: string;
    /** Whether what the function returns is sent to the connection (a route response). */
    readonly answers: boolean;
  }[];
}

/** Whom the user pool knows, and what tokens say of them. */
export interface ManifestIdentity {
  /** Cognito groups by name, with what each is for. */
  readonly groups: Readonly<Record<string, string>>;
  readonly tenant_claim: string;
  readonly resource_server: { readonly identifier: string; readonly scopes: Readonly<Record<string, string>> };
  readonly service_clients: readonly string[];
}

/** What differs by stage and is still part of the product: `local` is the laptop. */
export interface ManifestStage {
  /** Every route's throttle. */
  readonly throttle: Throttle;
  /** By operation: routes with a throttle of their own. */
  readonly route_throttles: Readonly<Record<string, Throttle>>;
}

/** API Gateway's `cors_configuration` but for the origins, which are each environment's own. */
export interface ManifestCors {
  readonly allow_methods: readonly string[];
  readonly allow_headers: readonly string[];
  readonly expose_headers: readonly string[];
  readonly max_age_seconds: number;
}

/** `dist/manifest.json`: everything declared, as Terraform, the local stack and the documents read it. */
export interface Manifest {
  readonly version: 1;
  readonly app: 'frontdesk';
  /** SHA-256 (hex) over every source file that the manifest and the bundles are made of: `source-hash.ts`. */
  readonly source_hash: string;
  readonly functions: Readonly<Record<string, ManifestFunction>>;
  readonly routes: readonly ManifestRoute[];
  /** Null where no function serves WebSocket routes. */
  readonly socket: ManifestSocket | null;
  readonly tables: Readonly<Record<string, ManifestTable>>;
  readonly queues: Readonly<Record<string, ManifestQueue>>;
  readonly topics: Readonly<Record<string, ManifestTopic>>;
  readonly buckets: Readonly<Record<string, ManifestBucket>>;
  readonly schedules: Readonly<Record<string, ManifestSchedule>>;
  readonly secrets: Readonly<Record<string, ManifestSecret>>;
  readonly identity: ManifestIdentity;
  /** What a function's environment may refer to, with the value of what is left out. */
  readonly references: Readonly<Record<Reference, { readonly description: string; readonly default: string | null }>>;
  readonly cors: ManifestCors;
  readonly stages: Readonly<Record<'local' | 'dev' | 'prod', ManifestStage>>;
}
