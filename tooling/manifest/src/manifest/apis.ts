import type { Method, StaffAccess } from '@frontdesk/core/declare';

/** A throttle of API Gateway: a bucket of `burst` requests that refills at `rate` per second. */
export interface Throttle {
  readonly burst: number;
  readonly rate: number;
}

export interface ManifestRoute {
  /** API Gateway's route key: `POST /chat`, `$default`. */
  readonly route_key: string;
  readonly method: Method | '$default';
  /** Missing for `$default`. */
  readonly path?: string;
  /** OpenAPI's operationId. Terraform also uses it as the resource key. */
  readonly operation: string;
  readonly function: string;
  readonly authorizer: 'jwt' | 'none';
  /** The scopes that the authorizer checks. Only routes for services alone have any. */
  readonly authorization_scopes: readonly string[];
  /** Whom the function accepts after the authorizer. */
  readonly callers: { readonly staff: StaffAccess | false; readonly service: boolean };
  /** Which throttle the route has; `stages` has the values. */
  readonly throttle: 'default' | 'public';
}

/** The WebSocket API. Its routes are selected by `$request.body.action`. */
export interface ManifestSocket {
  /** The function that decides on `$connect` whether a connection may open. */
  readonly authorizer: string;
  readonly routes: readonly {
    readonly route_key: string;
    readonly operation: string;
    readonly function: string;
    /** Whether the function's return value is sent to the connection (a route response). */
    readonly answers: boolean;
  }[];
}

/** The product's settings that differ by stage. The stage `local` is the local stack. */
export interface ManifestStage {
  /** The default throttle of all routes. */
  readonly throttle: Throttle;
  /** The throttles of routes that have their own, by operation. */
  readonly route_throttles: Readonly<Record<string, Throttle>>;
}

/** API Gateway's `cors_configuration` without the origins, which each environment sets for itself. */
export interface ManifestCors {
  readonly allow_methods: readonly string[];
  readonly allow_headers: readonly string[];
  readonly expose_headers: readonly string[];
  readonly max_age_seconds: number;
}
