import { ok } from '@frontdesk/core/http';
import { availability, availabilityQuestion } from '@frontdesk/scheduling';
import * as z from 'zod/mini';
import { route } from '../deps';

const interval = z.strictObject({ starts_at: z.string(), ends_at: z.string() });

export const getAvailability = route({
  method: 'GET',
  path: '/tasks/availability',
  operation: 'getAvailability',
  summary: 'When a resource is free',
  description:
    "The times within the tenant's opening hours, by its time zone, at which the resource is not reserved, and its reservations. At most 31 days. Asking holds nothing: somebody else may book first.",
  auth: { staff: true, service: true },
  query: availabilityQuestion,
  responses: {
    200: {
      description: 'What is free and what is busy, in order',
      schema: z.strictObject({
        resource: z.string(),
        time_zone: z.string(),
        free: z.array(interval),
        busy: z.array(z.extend(interval, { name: z.string() })),
      }),
    },
  },
  handler: async (request, { tables }) =>
    ok(await availability(tables.forRequest(request), request.admitted, request.query)),
});
