import { ok, versionHeaders } from '@frontdesk/core/http';
import { changeTask, taskContent, withStatus } from '@frontdesk/scheduling';
import { route, schedulingOf } from '../deps';
import { task, taskPath } from '../schemas';
import { targetOf } from '../target';

export const replaceTask = route({
  method: 'PUT',
  path: '/tasks/{name}',
  operation: 'replaceTask',
  summary: 'Replace a task',
  description:
    'Everything but its name: a field left out is removed. A reservation moves together with its time, or not at all.',
  auth: { staff: true, service: true },
  params: taskPath,
  body: taskContent,
  example: {
    kind: 'reservation',
    status: 'confirmed',
    resource: 'dr-rivera',
    starts_at: '2030-03-05T11:00:00-05:00',
    ends_at: '2030-03-05T11:30:00-05:00',
    customer: { name: 'Sam Carter', contact: '+12025550123' },
  },
  versioned: true,
  responses: {
    200: { description: 'The task as it is now', schema: task },
    404: { description: 'The tenant has no such task' },
    409: { description: 'The resource is taken at the new time; `conflicts` says by what' },
  },
  handler: async (request, deps) => {
    const after = await changeTask(schedulingOf(request, deps), targetOf(request), () => withStatus(request.body));
    return ok(after, versionHeaders(after));
  },
});
