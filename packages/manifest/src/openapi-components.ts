import { TENANT_SCOPE } from '@frontdesk/core/declare';
import { PROBLEMS } from '@frontdesk/core/errors/catalog';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const gateway = (description: string) => ({
  description: `${description} Answered by API Gateway itself.`,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/GatewayMessage' } } },
});

interface CommonAnswer {
  readonly ref: string;
  /** Whether a route with a token, or with a body, can answer this. */
  when(route: { readonly token: boolean; readonly body: boolean }): boolean;
}

/** Answers that routes share, by status. */
export const COMMON_ANSWERS: Readonly<Record<number, CommonAnswer>> = {
  400: { ref: 'Invalid', when: () => true },
  401: { ref: 'Unauthorized', when: ({ token }) => token },
  403: { ref: 'Forbidden', when: ({ token }) => token },
  413: { ref: 'TooLarge', when: ({ body }) => body },
  415: { ref: 'UnsupportedMediaType', when: ({ body }) => body },
  429: { ref: 'Throttled', when: () => true },
  500: { ref: 'InternalError', when: () => true },
  503: { ref: 'Unavailable', when: () => true },
};

export const COMPONENTS = {
  parameters: {
    ClientId: {
      name: 'x-client-id',
      in: 'header',
      description: "The tenant. A service must name one of its own; staff may leave it out or name the token's.",
      schema: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{1,62}$' },
    },
  },
  responses: {
    Invalid: problem('The request is not valid; `errors` names every field.'),
    Unauthorized: gateway('The token is missing, expired or not ours.'),
    Forbidden: problem('The caller may not do this; `code` says why.'),
    TooLarge: problem('The body is too large.'),
    UnsupportedMediaType: problem('The body is not application/json.'),
    Throttled: gateway('Too many requests.'),
    InternalError: problem('Something went wrong on our side.'),
    Unavailable: gateway('The function did not answer in time.'),
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'RFC 9457',
      required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
      properties: {
        type: { type: 'string', format: 'uri' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string' },
        code: { type: 'string', enum: Object.keys(PROBLEMS) },
        request_id: { type: 'string' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['location', 'message'],
            properties: { location: { type: 'string' }, message: { type: 'string' } },
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
        clientCredentials: { tokenUrl: '/oauth2/token', scopes: { [TENANT_SCOPE]: 'Act for the registered tenants' } },
      },
    },
  },
};
