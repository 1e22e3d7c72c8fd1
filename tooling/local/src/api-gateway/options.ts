import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@frontdesk/core/time';
import type { ManifestRoute, ManifestStage } from '@frontdesk/manifest/manifest';
import type { JWTVerifyGetKey } from 'jose';
import type { AccessEntry } from './access-log';

/**
 * API Gateway's `jwtConfiguration`, and the keys that it would fetch from the issuer's `jwks_uri`. They stay the same: a
 * signature that was once verified with them is not verified again.
 */
export interface JwtConfiguration {
  readonly issuer: string;
  /** Asked on every request, because client ids can be created while the stack runs. */
  audience(): readonly string[];
  readonly keys: JWTVerifyGetKey;
}

/** API Gateway's `cors_configuration` (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html). */
export interface CorsConfiguration {
  /** `*`, origins, or `https://*` and `http://*` for any origin of that scheme. */
  readonly allowOrigins: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
  readonly allowCredentials?: boolean;
}

export interface IntegrationOptions {
  /** Milliseconds that the gateway waits for the answer. */
  readonly timeoutMs: number;
  /** `Root=1-…`: the request's trace. */
  readonly traceRoot: string;
  /** Told Lambda's id of the invocation, once there is one. */
  onInvocation?(requestId: string): void;
}

/** Runs a function on an event. The errors that it may reject with are those of `../lambda/errors`. */
export type InvokeFunction = (functionName: string, event: unknown, options: IntegrationOptions) => Promise<unknown>;

/** A page that exists only on the laptop, served before the API is asked: the API reference at `GET /docs`. */
export interface LocalPage {
  readonly method: string;
  /** The exact path, without a query. */
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface HttpApiOptions {
  readonly routes: readonly ManifestRoute[];
  readonly stage: ManifestStage;
  /** False lifts every throttle. */
  readonly throttling: boolean;
  readonly authorizer: JwtConfiguration;
  readonly cors?: CorsConfiguration;
  readonly invoke: InvokeFunction;
  readonly accountId: string;
  readonly apiId: string;
  readonly clock: Clock;
  readonly extras?: readonly LocalPage[];
  /** Milliseconds; 30,000 if left out, which is also the most that API Gateway allows. */
  readonly integrationTimeoutMs?: number;
  onAccess?(entry: AccessEntry): void;
}
