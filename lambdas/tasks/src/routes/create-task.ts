import { created, versionHeaders } from '@frontdesk/core/http';
import { addTask, draftTask, newTask } from '@frontdesk/scheduling';
import { route, schedulingOf } from '../deps';
import { task } from '../schemas';

export const createTask = route({
  method: 'POST',
  path: '/tasks',
  operation: 'createTask',
  summary: 'Make a reservation or add a task',
  description:
    'A reservation holds its resource from starts_at until just before ends_at. Two reservations of one resource never overlap: whoever comes second gets 409 with the reservations in the way. Without a name the task gets one that sorts by time.',
  auth: { staff: true, service: true },
  body: newTask,
  example: {
    kind: 'reservation',
    resource: 'dr-rivera',
    starts_at: '2030-03-04T10:00:00-05:00',
    ends_at: '2030-03-04T10:30:00-05:00',
    customer: { name: 'Sam Carter', contact: '+12025550123' },
    notes: 'Check-up with cleaning.',
  },
  idempotent: true,
  versioned: true,
  responses: {
    201: { description: 'The task', schema: task },
    409: { description: 'The resource is taken at that time (`conflicts` says by what), or the name is taken' },
  },
  handler: async (request, deps) => {
    const made = draftTask(request.body, deps);
    const answer = created(made, `/tasks/${made.name}`, versionHeaders(made));
    await addTask(schedulingOf(request, deps), made, request.settle(answer));
    return answer;
  },
});
