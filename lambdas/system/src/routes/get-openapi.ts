import { ok } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';

/** What every OpenAPI document has; https://spec.openapis.org/oas/v3.1.0 defines the rest. */
const document = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.looseObject({}),
});

export const getOpenapi = route({
  method: 'GET',
  path: '/openapi.json',
  operation: 'getOpenapi',
  summary: 'This document',
  description:
    'OpenAPI 3.1, made from the declarations, with the address where services of this deployment get their tokens.',
  auth: 'anyone',
  responses: { 200: { description: 'The document', schema: document } },
  handler: async (_request, { openapi }) => ok(openapi, { 'cache-control': 'public, max-age=300' }),
});
