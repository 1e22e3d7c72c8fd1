import { ok } from '@frontdesk/core/http';
import * as z from 'zod/mini';
import { route } from '../deps';

/** What every AsyncAPI document has; https://www.asyncapi.com/docs/reference/specification/v3.0.0 defines the rest. */
const document = z.looseObject({
  asyncapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  channels: z.looseObject({}),
  operations: z.looseObject({}),
});

export const getAsyncapi = route({
  method: 'GET',
  path: '/asyncapi.json',
  operation: 'getAsyncapi',
  summary: 'The frames of the WebSocket API, and the messages of queues and topics',
  description: 'AsyncAPI 3.0, made from the declarations.',
  auth: 'anyone',
  responses: { 200: { description: 'The document', schema: document } },
  handler: async (_request, { asyncapi }) => ok(asyncapi, { 'cache-control': 'public, max-age=300' }),
});
