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
  description: 'A reservation goes with the time it held. To keep a record of it, cancel it instead.',
  who: { staff: true, service: true },
  params: taskPath,
  versioned: true,
  answers: { 204: { description: 'It is gone' }, 404: { description: 'The tenant has no such task' } },
  handler: async (request, deps) => {
    await removeTask(schedulingOf(request, deps), targetOf(request));
    return noContent();
  },
});
