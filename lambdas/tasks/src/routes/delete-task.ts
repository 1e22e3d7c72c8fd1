import { noContent } from '@frontdesk/core/http';
import { route } from '../deps';
import { removeTask } from '../edit-task';
import { taskPath } from '../schemas';

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
    await removeTask(request, deps);
    return noContent();
  },
});
