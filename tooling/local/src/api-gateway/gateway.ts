import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/read-body';
import type { AccessNotes } from './access-log';
import { type GatewayAnswer, refusal } from './answer';
import { type CorsRequest, corsRequest, withCors } from './cors';
import { type EventSource, httpApiEvent } from './event';
import { integrate } from './integration';
import { jwtAuthorizer } from './jwt-authorizer';
import type { HttpApiOptions } from './options';
import { sourceIpOf } from './peer';
import { MAX_BODY_BYTES } from './request-body';
import { type EventHeaders, eventHeaders, headBytes } from './request-headers';
import { traceRootOf } from './request-ids';
import { parseTarget, type RequestTarget } from './request-target';
import { routeTable } from './route-table';
import { stageThrottles } from './throttles';

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_HEAD_BYTES = 10_240;
export const MAX_INTEGRATION_MS = 30_000;

/** One request on its way through the gateway. */
export interface GatewayRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly notes: AccessNotes;
}

/** Answers a request; undefined if the caller has left and there is nobody to answer. */
export type AnswerRequest = (exchange: GatewayRequest) => Promise<GatewayAnswer | undefined>;

interface ReadRequest extends GatewayRequest, RequestTarget, EventHeaders {
  readonly method: string;
  readonly cors: CorsRequest;
}

/**
 * The gateway's own part of a request: the order in which it refuses, the event, the answer. The throttle comes before
 * the authorizer, so that a flood of bad tokens is throttled like any other. AWS does not document that order.
 */
export const httpApiGateway = (options: HttpApiOptions): AnswerRequest => {
  const { clock, accountId, apiId, invoke, cors, integrationTimeoutMs: timeoutMs = MAX_INTEGRATION_MS } = options;
  const select = routeTable(options.routes);
  const throttle = stageThrottles(options.stage, clock);
  const authorize = jwtAuthorizer(options.authorizer, clock);

  const serve = async (read: ReadRequest): Promise<GatewayAnswer | undefined> => {
    const { request, response, notes, method, headers } = read;
    const time = clock.now();
    const match = select(method, read.rawPath);
    // The gateway answers a preflight only where no route takes it: `ANY` routes and `$default` do take `OPTIONS`.
    if (!match) return cors && read.cors.preflight ? { status: 204, headers: {} } : refusal(404);
    const { route } = match;
    notes.routeKey = route.route_key;
    if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return refusal(413);
    if (options.throttling && !throttle(route)) return refusal(429);
    const authorization =
      route.authorizer === 'jwt'
        ? await authorize(headers.get('authorization'), route.authorization_scopes)
        : undefined;
    if (authorization?.allowed === false) {
      notes.authorizerError = authorization.reason;
      return refusal(authorization.status, { 'www-authenticate': authorization.challenge });
    }
    if (request.headers.expect) response.writeContinue();
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === 'aborted') return undefined;
    if (body === 'too large') return refusal(413);
    const source: EventSource = {
      ...read,
      ...match,
      accountId,
      apiId,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: sourceIpOf(request),
      port: request.socket.localPort ?? 0,
      traceRoot: traceRootOf(headers.get('x-amzn-trace-id'), time),
      time,
      body,
      ...(authorization && { jwt: authorization.jwt }),
    };
    const { answer, error } = await integrate(invoke, route.function, httpApiEvent(source), {
      timeoutMs,
      traceRoot: source.traceRoot,
      onInvocation: (requestId) => {
        notes.integrationRequestId = requestId;
      },
    });
    if (error !== undefined) notes.integrationErrorMessage = error;
    return answer;
  };

  return async (exchange) => {
    const { method = '', url = '', rawHeaders } = exchange.request;
    if (headBytes(method, url, rawHeaders) > MAX_HEAD_BYTES) return refusal(431);
    const target = parseTarget(url);
    if (!target) return refusal(400);
    exchange.notes.path = target.rawPath;
    const read = eventHeaders(rawHeaders);
    const asked = corsRequest(method, read.headers);
    const answer = await serve({ ...exchange, ...target, ...read, method, cors: asked });
    return answer && withCors(answer, cors, asked);
  };
};
