import type { GatewayAnswer } from './answer';
import type { CorsConfiguration } from './options';

type Headers = Readonly<Record<string, string>>;

/** The parts of a request that matter for CORS. */
export interface CorsRequest {
  readonly origin: string | undefined;
  /** An `OPTIONS` request with `origin` and `access-control-request-method`. */
  readonly preflight: boolean;
}

export const corsRequest = (method: string, headers: ReadonlyMap<string, string>): CorsRequest => {
  const origin = headers.get('origin');
  return {
    origin,
    preflight: method === 'OPTIONS' && origin !== undefined && headers.has('access-control-request-method'),
  };
};

const allows = ({ allowOrigins }: CorsConfiguration, origin: string): boolean =>
  allowOrigins.some(
    (allowed) => allowed === origin || (/^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1))),
  );

const list = (name: string, values: readonly string[] | undefined): Headers =>
  values && values.length > 0 ? { [name]: values.join(',') } : {};

/** The CORS headers for a request, by the configuration: none for an origin that it does not allow. */
export const corsHeaders = (cors: CorsConfiguration, { origin, preflight }: CorsRequest): Headers => {
  if (origin === undefined) return {};
  const any = cors.allowOrigins.includes('*');
  if (!any && !allows(cors, origin)) return {};
  return {
    'access-control-allow-origin': any ? '*' : origin,
    ...(cors.allowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...list('access-control-expose-headers', cors.exposeHeaders),
    ...(preflight && {
      ...list('access-control-allow-methods', cors.allowMethods),
      ...list('access-control-allow-headers', cors.allowHeaders),
      ...(cors.maxAge !== undefined && { 'access-control-max-age': String(cors.maxAge) }),
    }),
  };
};

/**
 * Puts the configuration's headers on an answer. If there is a configuration, the function's own are dropped; if not,
 * they are kept (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
 */
export const withCors = (
  answer: GatewayAnswer,
  cors: CorsConfiguration | undefined,
  request: CorsRequest,
): GatewayAnswer => {
  if (!cors) return answer;
  const own = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-'));
  return { ...answer, headers: { ...Object.fromEntries(own), ...corsHeaders(cors, request) } };
};
