import { ok, versionHeaders } from '@frontdesk/core/http';
import { changeTask, patched, taskPatch } from '@frontdesk/scheduling';
import { route, schedulingOf } from '../deps';
import { task, taskPath } from '../schemas';
import { targetOf } from '../target';

export const patchTask = route({
  method: 'PATCH',
  path: '/tasks/{name}',
  operation: 'patchTask',
  summary: 'Change parts of a task',
  description:
    'A JSON merge patch (RFC 7396), as application/merge-patch+json or application/json: null removes a field, and a field left out stays as it is. `{"status": "cancelled"}` frees the time of a reservation.',
  auth: { staff: true, service: true },
  params: taskPath,
  body: taskPatch,
  example: { notes: 'Asked to be called back after 17:00.', customer: { name: 'Sam Carter' } },
  versioned: true,
  responses: {
    200: { description: 'The task as it is now', schema: task },
    404: { description: 'The tenant has no such task' },
    409: { description: 'The resource is taken at the new time; `conflicts` says by what' },
  },
  handler: async (request, deps) => {
    const after = await changeTask(schedulingOf(request, deps), targetOf(request), (before) =>
      patched(before, request.body, 'body'),
    );
    return ok(after, versionHeaders(after));
  },
});
