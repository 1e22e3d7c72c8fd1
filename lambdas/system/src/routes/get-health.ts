import { ok } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import * as z from 'zod/mini';
import { route } from '../deps';

const health = z.strictObject({ status: z.literal('ok'), environment: z.string(), time: z.string() });

export const getHealth = route({
  method: 'GET',
  path: '/health',
  operation: 'getHealth',
  summary: 'Whether the API answers',
  description: 'It reads no table: it only says that the gateway and the functions are up.',
  auth: 'anyone',
  responses: { 200: { description: 'It does', schema: health } },
  handler: async (_request, { clock, environment }) =>
    ok({ status: 'ok', environment, time: isoTime(clock.now()) }, { 'cache-control': 'no-store' }),
});
