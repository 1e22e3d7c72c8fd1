import { Problem } from '@frontdesk/core/errors';
import type { Interval } from '@frontdesk/tenant';
import { Contention } from '../access/contention';
import type { Page, PageRequest } from '../access/cursor';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { tasksTable } from '../definitions/tasks';
import { type Booking, holdOf } from './booking';
import { listTasks, type TaskFilter, taskOf } from './list-tasks';
import { reservations } from './reserve';
import { isTaskName, type Task } from './task';

export interface TasksRepository {
  get(name: string): Promise<Task | undefined>;
  list(filter: TaskFilter, page: PageRequest): Promise<Page<Task>>;
  /** The bookings of a resource that overlap an interval, in order. Read consistently. */
  bookings(resource: string, interval: Interval): Promise<Booking[]>;
  /**
   * The writes that turn `before`, as it was read, into `after`: they create the task if there is no `before`, and delete it
   * if there is no `after`. Reads the calendars of both; the writes are refused with `Contention` if the task or a calendar
   * has changed since, so the caller reads, decides and commits again: `repeatOnContention`.
   * @throws Problem `slot_taken`; its writes are refused with `task_exists`.
   */
  change(before: Task | undefined, after: Task | undefined): Promise<Write[]>;
}

const alreadyExists = (): Problem =>
  new Problem('task_exists', { detail: 'Change that task instead, or choose another name for this one.' });

export const tasksRepository = (partition: Partition): TasksRepository => {
  const { tenant, client, table } = partition;
  const TableName = table(tasksTable.name);
  const reserved = reservations(partition);

  const write = (name: string, before: Task | undefined, after: Task | undefined): Write[] => {
    // The task may have been deleted and created again: then its version may be the same, but not its time of creation.
    const condition = before
      ? {
          ConditionExpression: 'version = :version AND created_at = :created',
          ExpressionAttributeValues: { ':version': before.version, ':created': before.created_at },
        }
      : { ConditionExpression: 'attribute_not_exists(client_id)' };
    const refused = before ? () => new Contention() : alreadyExists;
    if (after) return [{ item: { Put: { TableName, Item: { client_id: tenant, ...after }, ...condition } }, refused }];
    return [{ item: { Delete: { TableName, Key: { client_id: tenant, name }, ...condition } }, refused }];
  };

  return {
    get: async (name) => {
      // The partition holds calendars too, whose keys are not names.
      if (!isTaskName(name)) return undefined;
      const { Item } = await client.send('GetItem', {
        TableName,
        Key: { client_id: tenant, name },
        ConsistentRead: true,
      });
      return Item && taskOf(Item);
    },
    list: (filter, page) => listTasks(partition, filter, page),
    bookings: (resource, interval) => reserved.overlapping(resource, interval),
    change: async (before, after) => {
      const name = (after ?? before)?.name;
      if (name === undefined) return [];
      const namesake = before ? () => new Contention() : alreadyExists;
      return [...write(name, before, after), ...(await reserved.move(holdOf(before), holdOf(after), namesake))];
    },
  };
};
