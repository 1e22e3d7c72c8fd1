import { Problem } from '@frontdesk/core/errors';
import { type Interval, overlap } from '@frontdesk/tenant';
import { Contention } from '../access/contention';
import type { Page, PageRequest } from '../access/cursor';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { tasksTable } from '../definitions/tasks';
import { type Booking, holdOf } from './booking';
import { calendar } from './calendar';
import { listTasks, type TaskFilter, taskOf } from './list-tasks';
import { bookingsIn, moveHold } from './reserve';
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
   * @throws Problem `slot_taken`, `resource_day_full`; its writes are refused with `task_exists`.
   */
  change(before: Task | undefined, after: Task | undefined): Promise<Write[]>;
}

const alreadyExists = (): Problem =>
  new Problem('task_exists', { detail: 'Change that task instead, or choose another name for this one.' });

export const tasksRepository = (partition: Partition): TasksRepository => {
  const { tenant, client, table } = partition;
  const TableName = table(tasksTable.name);
  const calendars = calendar(partition);

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
    bookings: async (resource, interval) => {
      const hours = await calendars.read(resource, interval);
      return bookingsIn(hours.values()).filter((booking) => overlap(booking, interval));
    },
    change: async (before, after) => {
      const name = (after ?? before)?.name;
      if (name === undefined) return [];
      return [...write(name, before, after), ...(await moveHold(calendars, name, holdOf(before), holdOf(after)))];
    },
  };
};
