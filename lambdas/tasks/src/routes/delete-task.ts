import { noContent } from '@frontdesk/core/http';
import { removeTask } from '@frontdesk/scheduling';
import { route, schedulingOf } from '../deps';
import { taskPath } from '../schemas';
import { targetOf } from '../target';

export const deleteTask = route({
  method: 'DELETE',
  path: '/tasks/{name}',
  operation: 'deleteTask',
  summary: 'Delete a task',
  description: 'Deleting a reservation frees its time. To keep a record of it, cancel it instead.',
  auth: { staff: true, service: true },
  params: taskPath,
  versioned: true,
  responses: { 204: { description: 'It is deleted' }, 404: { description: 'The tenant has no such task' } },
  handler: async (request, deps) => {
    await removeTask(schedulingOf(request, deps), targetOf(request));
    return noContent();
  },
});
