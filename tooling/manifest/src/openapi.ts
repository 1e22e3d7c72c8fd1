import { httpRoutes, needsToken, type Route, type Schema, TENANT_SCOPE } from '@frontdesk/core/declare';
import type { AnyFunction } from './collect/any-function';
import { type Json, jsonSchema } from './json-schema';
import { COMMON_ANSWERS, COMPONENTS, type Traits } from './openapi-components';

const parameters = (schema: Schema | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const traitsOf = ({ auth, tenantHeader, body, idempotent, versioned, method, responses }: Route<never>): Traits => ({
  token: needsToken(auth),
  publicTenant: tenantHeader ?? false,
  body: body !== undefined,
  idempotent: idempotent ?? false,
  conditionalRead: versioned === true && method === 'GET',
  // Something that is only being created has no earlier state that a caller could have seen.
  conditionalWrite: versioned === true && method !== 'GET' && responses[201] === undefined,
});

const headers = (traits: Traits): Json[] =>
  [
    traits.token && 'ClientId',
    traits.publicTenant && 'PublicClientId',
    traits.idempotent && 'IdempotencyKey',
    traits.conditionalRead && 'IfNoneMatch',
    traits.conditionalWrite && 'IfMatch',
  ]
    .filter((name) => name !== false)
    .map((name) => ({ $ref: `#/components/parameters/${name}` }));

const security = ({ auth }: Route<never>): Json[] =>
  needsToken(auth)
    ? [...(auth.staff ? [{ staff: [] }] : []), ...(auth.service ? [{ service: [TENANT_SCOPE] }] : [])]
    : [];

const responsesOf = (route: Route<never>): Json => {
  const described = Object.entries(route.responses).map(([status, { description, schema }]) => [
    status,
    {
      description,
      ...(schema && { content: { 'application/json': { schema: jsonSchema(schema, 'output') } } }),
      ...(Number(status) >= 400 && {
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    },
  ]);
  const common = Object.entries(COMMON_ANSWERS)
    .filter(([, { when }]) => when(traitsOf(route)))
    .map(([status, { ref }]) => [status, { $ref: `#/components/responses/${ref}` }]);
  return Object.fromEntries([...common, ...described]);
};

/**
 * A route's body for each media type that it accepts, each with an example: JSON, a JSON merge patch (RFC 7396) for
 * every PATCH, and the types that the route has readers for, which are described as plain text.
 */
const requestBody = ({ body, example, method, bodyReaders = {} }: Route<never>): Json | undefined => {
  if (!body) return undefined;
  const json = { schema: jsonSchema(body, 'input'), example };
  const read = Object.entries(bodyReaders).map(([type, reader]) => [
    type,
    { schema: { type: 'string' }, example: reader.example },
  ]);
  const content = {
    'application/json': json,
    ...(method === 'PATCH' && { 'application/merge-patch+json': json }),
    ...Object.fromEntries(read),
  };
  return { required: true, content };
};

const operation = (fn: AnyFunction, route: Route<never>): Json => ({
  operationId: route.operation,
  tags: [fn.name],
  summary: route.summary,
  description: route.description,
  security: security(route),
  parameters: [...headers(traitsOf(route)), ...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
  requestBody: requestBody(route),
  responses: responsesOf(route),
});

/** The OpenAPI 3.1 document of all declared routes (https://spec.openapis.org/oas/v3.1.0). */
export const openapi = (functions: readonly AnyFunction[], version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const fn of functions) {
    for (const route of httpRoutes(fn)) {
      paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(fn, route) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Frontdesk',
      version,
      description:
        'The AI front desk of many small businesses. Errors are RFC 9457 problem documents, except what API Gateway refuses by itself.',
      contact: { name: 'Whoever runs this deployment' },
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: functions.filter((fn) => httpRoutes(fn).length > 0).map(({ name, description }) => ({ name, description })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: COMPONENTS,
  };
};
