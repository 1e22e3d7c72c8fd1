import { notFound } from '@frontdesk/core/errors';
import { ok, versionHeaders } from '@frontdesk/core/http';
import { route } from '../deps';
import { task, taskPath } from '../schemas';

export const getTask = route({
  method: 'GET',
  path: '/tasks/{name}',
  operation: 'getTask',
  summary: 'One task',
  description: 'With its ETag you can read it again only if it has changed, and change it only if nobody else has.',
  auth: { staff: true, service: true },
  params: taskPath,
  versioned: true,
  responses: {
    200: { description: 'The task', schema: task },
    404: { description: 'The tenant has no such task' },
  },
  handler: async (request, { tables }) => {
    const found = await tables.forRequest(request).tasks.get(request.params.name);
    if (!found) throw notFound();
    return ok(found, versionHeaders(found));
  },
});
