import { ok } from '@frontdesk/core/http';
import { route } from '../deps';

export const getOpenapi = route({
  method: 'GET',
  path: '/openapi.json',
  operation: 'getOpenapi',
  summary: 'This document',
  who: 'anyone',
  answers: { 200: { description: 'OpenAPI 3.1, made from the declarations' } },
  handler: async (_request, { openapi }) => ok(openapi, { 'cache-control': 'public, max-age=300' }),
});
