import { defineFunction, grant, http, indexOf } from '@frontdesk/core/declare';
import { idempotencyGrants, tenantGrants } from '@frontdesk/runtime/declare';
import { tasksTable } from '@frontdesk/tables/definitions';
import type { Deps } from './deps';
import { createTask } from './routes/create-task';
import { deleteTask } from './routes/delete-task';
import { getAvailability } from './routes/get-availability';
import { getTask } from './routes/get-task';
import { listTasks } from './routes/list-tasks';
import { patchTask } from './routes/patch-task';
import { replaceTask } from './routes/replace-task';

export default defineFunction<Deps>({
  name: 'tasks',
  description: "The tenant's reservations and tasks, and when its resources are free",
  grants: [
    ...tenantGrants,
    ...idempotencyGrants,
    grant(tasksTable, 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    grant(indexOf(tasksTable, 'StartsAtIndex'), 'Query'),
  ],
  triggers: [http(listTasks, createTask, getAvailability, getTask, replaceTask, patchTask, deleteTask)],
});
