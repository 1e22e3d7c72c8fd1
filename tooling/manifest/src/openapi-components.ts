import { TENANT_SCOPE } from '@frontdesk/core/declare';
import { MAX_FAULTS, PROBLEMS } from '@frontdesk/core/errors';

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const GATEWAY_MESSAGE = { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } };

const problem = (description: string) => ({ description, content: PROBLEM });

const gateway = (description: string) => ({
  description: `${description} Answered by API Gateway itself.`,
  content: GATEWAY_MESSAGE,
});

/** An answer that comes from a function, as a problem, or from API Gateway itself. */
const either = (description: string, headers?: object) => ({
  description,
  ...(headers && { headers }),
  content: { ...PROBLEM, ...GATEWAY_MESSAGE },
});

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds after which to try again.', schema: { type: 'integer', minimum: 0 } },
};

/** Properties of a route that decide which common answers and headers it has. */
export interface Traits {
  readonly token: boolean;
  /** Anyone may call it, at a tenant that they name. */
  readonly publicTenant: boolean;
  readonly body: boolean;
  readonly idempotent: boolean;
  /** The route reads something that has an ETag. */
  readonly conditionalRead: boolean;
  /** The route changes something that has an ETag. */
  readonly conditionalWrite: boolean;
}

interface CommonAnswer {
  readonly ref: string;
  when(route: Traits): boolean;
}

/** Answers that routes have in common, by status. */
export const COMMON_ANSWERS: Readonly<Record<number, CommonAnswer>> = {
  304: { ref: 'NotModified', when: ({ conditionalRead }) => conditionalRead },
  400: { ref: 'Invalid', when: () => true },
  401: { ref: 'Unauthorized', when: ({ token }) => token },
  403: { ref: 'Forbidden', when: ({ token }) => token },
  409: { ref: 'InFlight', when: ({ idempotent }) => idempotent },
  412: { ref: 'PreconditionFailed', when: ({ conditionalWrite }) => conditionalWrite },
  413: { ref: 'TooLarge', when: () => true },
  415: { ref: 'UnsupportedMediaType', when: ({ body }) => body },
  422: { ref: 'KeyReused', when: ({ idempotent }) => idempotent },
  429: { ref: 'Throttled', when: () => true },
  431: { ref: 'HeadTooLarge', when: () => true },
  500: { ref: 'InternalError', when: () => true },
  503: { ref: 'Unavailable', when: () => true },
  504: { ref: 'DeadlineExceeded', when: () => true },
};

const TENANT_ID = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,62}$' };

export const COMPONENTS = {
  parameters: {
    ClientId: {
      name: 'x-client-id',
      in: 'header',
      description:
        'The tenant. A service must name one of its own tenants; staff may leave it out, or name the tenant of their token.',
      schema: TENANT_ID,
    },
    PublicClientId: {
      name: 'x-client-id',
      in: 'header',
      required: true,
      description: 'The tenant whose public chat is called.',
      schema: TENANT_ID,
    },
    IdempotencyKey: {
      name: 'idempotency-key',
      in: 'header',
      description:
        'Makes it safe to repeat this request: for 24 hours a repeat gets the first answer, with `idempotency-replayed: true`.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
    IfMatch: {
      name: 'if-match',
      in: 'header',
      description: 'The ETag of what is to be changed. If somebody has changed it since, nothing is done.',
      schema: { type: 'string' },
    },
    IfNoneMatch: {
      name: 'if-none-match',
      in: 'header',
      description: 'The ETag of what the caller already has. If it is still current, the answer is 304.',
      schema: { type: 'string' },
    },
  },
  responses: {
    NotModified: { description: 'Nothing has changed since the state that If-None-Match names.' },
    Invalid: either(
      "The request is not valid. A problem whose `errors` names the first 20 fields; or API Gateway's answer to something that is not a request at all.",
    ),
    Unauthorized: gateway('The token is missing, expired or not ours.'),
    Forbidden: either(
      "The caller may not do this. A problem whose `code` says why; or API Gateway's answer to a token without the scope that the route needs.",
    ),
    InFlight: problem('The first request with this Idempotency-Key has not been answered yet.'),
    PreconditionFailed: problem('If-Match does not name the current state; the header ETag does.'),
    TooLarge: either(
      "The body is too large. A problem that names the limit; or API Gateway's answer to more than 10 MB.",
    ),
    UnsupportedMediaType: problem('The body has a media type that this route does not accept.'),
    KeyReused: problem('The Idempotency-Key belongs to another request.'),
    Throttled: either(
      "Too many requests. A problem with Retry-After and RateLimit if the tenant's limit is reached; or the answer of API Gateway's own throttle.",
      {
        ...RETRY_AFTER,
        RateLimit: { description: 'How much of the limit is left, and for how long.', schema: { type: 'string' } },
      },
    ),
    HeadTooLarge: gateway('The request line and the headers are more than 10,240 bytes.'),
    InternalError: either(
      "Something went wrong on our side. A problem; or API Gateway's answer if a function crashed.",
    ),
    Unavailable: either(
      "Try again. A problem with Retry-After if something that the request needs is busy or unavailable; or API Gateway's answer if the function did not answer.",
      RETRY_AFTER,
    ),
    DeadlineExceeded: problem('The request took too long. It may still have had its effect.'),
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457',
      required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
      properties: {
        type: { type: 'string', format: 'uri' },
        title: { type: 'string' },
        status: { type: 'integer', minimum: 400, maximum: 599 },
        detail: { type: 'string' },
        code: { type: 'string', enum: Object.keys(PROBLEMS) },
        request_id: { type: 'string' },
        errors: {
          type: 'array',
          maxItems: MAX_FAULTS,
          items: {
            type: 'object',
            required: ['location', 'message'],
            properties: { location: { type: 'string' }, message: { type: 'string' } },
          },
        },
        more_errors: {
          type: 'integer',
          minimum: 1,
          description: 'How many more faults there are than `errors` names.',
        },
        conflicts: {
          type: 'array',
          description: 'With `slot_taken`: the reservations in the way.',
          items: {
            type: 'object',
            required: ['name', 'starts_at', 'ends_at'],
            properties: {
              name: { type: 'string' },
              starts_at: { type: 'string', format: 'date-time' },
              ends_at: { type: 'string', format: 'date-time' },
            },
          },
        },
      },
    },
    GatewayMessage: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
  },
  securitySchemes: {
    staff: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: "A staff user's Cognito ID token, whose custom:tenant_id names the tenant.",
    },
    service: {
      type: 'oauth2',
      description: 'A registered service client, with x-client-id.',
      flows: {
        // The function behind /openapi.json fills in the address of its own deployment.
        clientCredentials: { tokenUrl: '/oauth2/token', scopes: { [TENANT_SCOPE]: 'Act for the registered tenants' } },
      },
    },
  },
};
