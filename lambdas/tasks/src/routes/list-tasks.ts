import { fieldsRule, ok, pageOf, pageQuery } from '@frontdesk/core/http';
import { instant, resource } from '@frontdesk/scheduling';
import { TASK_KINDS, TASK_STATUSES } from '@frontdesk/tables';
import * as z from 'zod/mini';
import { route } from '../deps';
import { task } from '../schemas';

const inOrder = fieldsRule<{ from?: string; to?: string }>(
  ['from', 'to'],
  ({ from, to }) => from === undefined || to === undefined || from < to,
  { path: 'to', message: 'must be after from' },
);

export const listTasks = route({
  method: 'GET',
  path: '/tasks',
  operation: 'listTasks',
  summary: "The tenant's tasks",
  description:
    'Ordered by name; with `from` or `to`, those that start in that time, ordered by time. The order by time comes from an index that lags a moment behind: to learn whether a time is free, ask /tasks/availability. With a filter a page may be short and still have a next one.',
  auth: { staff: true, service: true },
  query: z
    .strictObject({
      ...pageQuery,
      from: z.optional(instant),
      to: z.optional(instant),
      kind: z.optional(z.enum(TASK_KINDS)),
      status: z.optional(z.enum(TASK_STATUSES)),
      resource: z.optional(resource),
    })
    .check(inOrder),
  responses: { 200: { description: 'A page of tasks', schema: pageOf('tasks', task) } },
  handler: async (request, { tables }) => {
    const { limit, cursor, ...filter } = request.query;
    const { items, nextCursor } = await tables.forRequest(request).tasks.list(filter, { limit, cursor });
    return ok({ tasks: items, next_cursor: nextCursor });
  },
});
