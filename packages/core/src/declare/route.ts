import type * as z from 'zod/mini';
import type { Answer } from '../http/answer';
import type { Request } from '../http/request';
import type { AdmissibleTenant } from '../identity/admissible-tenant';
import type { Callers } from './caller';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Schema = z.ZodMiniType;
type Parsed<S> = S extends Schema ? z.output<S> : undefined;

/** What an answer with a given status means, and the shape of its body, if it has one. */
export interface ResponseDeclaration {
  readonly description: string;
  readonly schema?: Schema;
}

export interface RouteDocs {
  /** OpenAPI's operationId: unique, and the name of the operation in clients. */
  readonly operation: string;
  readonly summary: string;
  /** Every route of the document must have one: `make check` sees to that. */
  readonly description?: string;
  readonly responses: Readonly<Record<number, ResponseDeclaration>>;
}

/** Reads a body of one media type that is not JSON into what the route's `body` then checks. */
export interface BodyReader {
  /** @throws Problem for what it cannot read. */
  read(text: string): unknown;
  /** A body of that type that the route accepts. */
  readonly example: string;
}

export interface RouteSpec<D, B, Q, P, T extends AdmissibleTenant = AdmissibleTenant> extends RouteDocs {
  readonly method: Method;
  /** API Gateway's path, with its parameters in braces: `/faq/{faq_id}`. */
  readonly path: string;
  readonly auth: Callers;
  /** Of a route for anyone: its handler demands `x-client-id`. A route with a token has the header anyway. */
  readonly tenantHeader?: true;
  readonly body?: B;
  /** A body, as JSON, that the route accepts from a new tenant. Every route with a body has one. */
  readonly example?: B extends Schema ? z.input<B> : never;
  readonly query?: Q;
  readonly params?: P;
  /** `'public'` for a route whose calls cost money and need no sign-in: a tight throttle of its own. */
  readonly throttle?: 'public';
  /** By media type. */
  readonly bodyReaders?: Readonly<Record<string, BodyReader>>;
  /**
   * The body holds JSON that is stored as it was sent: a number that a double cannot hold is passed on as a `JsonNumber`.
   * Without it, such a number becomes the nearest double, as usual in JavaScript.
   */
  readonly exactNumbers?: true;
  /** Largest body in bytes; 256 KiB if left out. */
  readonly maxBodyBytes?: number;
  /** Most values in a JSON body, of any depth; 10,000 if left out. */
  readonly maxBodyValues?: number;
  /**
   * Honours `Idempotency-Key`, as every POST that creates does. The handler must put `request.settle(answer)` into the
   * commit of its effect and return that very answer.
   */
  readonly idempotent?: true;
  /** Answers carry an `ETag`. Reads then honour `If-None-Match`; a handler that writes must call `requireMatch`. */
  readonly versioned?: true;
  /**
   * Runs at once, beside the tenant's admission, so that its first reads cost no wait of their own. Nothing is answered before
   * the caller is admitted, and what has effects waits for it: see `Request.admitted`.
   */
  handler(request: Request<Parsed<B>, Parsed<Q>, Parsed<P>, T>, deps: D): Promise<Answer>;
}

/** A route as the manifest and the pipeline see it, whatever its schemas. */
export type Route<D> = RouteSpec<D, Schema | undefined, Schema | undefined, Schema | undefined> & {
  readonly kind: 'http-route';
};

/** The `$default` route: everything no other route matches. It has no authorizer and is in no document. */
export interface DefaultRoute<D> {
  readonly method: '$default';
  handler(request: Request<undefined, undefined, undefined>, deps: D): Promise<Answer>;
}

/**
 * Makes a function's `route()` with its dependencies bound: `export const route = routeOf<Deps>()`.
 * The schemas decide the types the handler sees; `T` is what the platform's directory knows about a tenant.
 */
export const routeOf =
  <D, T extends AdmissibleTenant = AdmissibleTenant>() =>
  <
    B extends Schema | undefined = undefined,
    Q extends Schema | undefined = undefined,
    P extends Schema | undefined = undefined,
  >(
    spec: RouteSpec<D, B, Q, P, T>,
  ): Route<D> =>
    ({ kind: 'http-route', ...spec }) as unknown as Route<D>;

/** API Gateway's route key: `POST /chat`, or `$default`. */
export const routeKey = (route: { method: string; path?: string }): string =>
  route.path === undefined ? route.method : `${route.method} ${route.path}`;
