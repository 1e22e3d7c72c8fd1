import type {
  Asset,
  EnvironmentValue,
  IndexDeclaration,
  KeyAttribute,
  Method,
  StaffAccess,
  TableAction,
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
  readonly grants: {
    /** By logical table name. `indexes` may be queried; `actions` hold for the table itself. */
    readonly tables: Readonly<
      Record<string, { readonly actions: readonly TableAction[]; readonly indexes: readonly string[] }>
    >;
    /** Logical names of secrets to read: `${app}-${env}/<name>` in Secrets Manager. */
    readonly secrets: readonly string[];
  };
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
  readonly tables: Readonly<Record<string, ManifestTable>>;
  readonly cors: ManifestCors;
  readonly stages: Readonly<Record<'local' | 'dev' | 'prod', ManifestStage>>;
}
