import type { Input } from '@frontdesk/aws/dynamodb';
import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { isoTime } from '@frontdesk/core/time';
import {
  type CursorScope,
  decodeCursor,
  encodeCursor,
  foreignCursor,
  type Page,
  type PageRequest,
} from '../access/cursor';
import type { Partition } from '../access/partition';
import { pick } from '../access/pick';
import { tasksTable } from '../definitions/tasks';
import { isTaskName, type Task, type TaskKind, type TaskStatus } from './task';

export interface TaskFilter {
  /** ISO 8601: tasks that start at or after it. With `from` or `to` a list is ordered by time, otherwise by name. */
  readonly from?: string;
  /** ISO 8601: tasks that start before it. */
  readonly to?: string;
  readonly kind?: TaskKind;
  readonly status?: TaskStatus;
  readonly resource?: string;
}

type Item = Record<string, unknown>;

/** The most items that one request reads: a filter that matches few tasks makes pages short rather than slow. */
const MAX_READ = 5_000;
const READ_AT_ONCE = 500;

/** Every task's name sorts between these; a calendar's keys sort before them. */
const FIRST_NAME = '-';
const LAST_NAME = '~';

/** Sort before and after every time of four-digit years. */
const EARLIEST = '0';
const LATEST = '9999-12-31T23:59:59.999Z';

const FILTERED = ['kind', 'status', 'resource'] as const;

const filterOf = (filter: TaskFilter): Partial<Input<'Query'>> => {
  const wanted = FILTERED.filter((field) => filter[field] !== undefined);
  if (wanted.length === 0) return {};
  return {
    FilterExpression: wanted.map((field) => `#${field} = :${field}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(wanted.map((field) => [`#${field}`, field])),
    ExpressionAttributeValues: Object.fromEntries(wanted.map((field) => [`:${field}`, filter[field]])),
  };
};

const byName = (tenant: string): Partial<Input<'Query'>> => ({
  KeyConditionExpression: 'client_id = :tenant AND #name BETWEEN :first AND :last',
  ExpressionAttributeNames: { '#name': 'name' },
  ExpressionAttributeValues: { ':tenant': tenant, ':first': FIRST_NAME, ':last': LAST_NAME },
  ConsistentRead: true,
});

/** Times are text of one form; with whole milliseconds the last one before `to` makes the range half-open. */
const range = ({ from, to }: TaskFilter): { readonly first: string; readonly last: string } => ({
  first: from ?? EARLIEST,
  last: to === undefined ? LATEST : isoTime(Date.parse(to) - 1),
});

/** The index follows the table with a short delay, so a task that was just written may be missing: no decision relies on it. */
const byStart = (tenant: string, filter: TaskFilter): Partial<Input<'Query'>> => {
  const { first, last } = range(filter);
  return {
    IndexName: 'StartsAtIndex',
    KeyConditionExpression: 'client_id = :tenant AND starts_at BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':tenant': tenant, ':first': first, ':last': last },
  };
};

/** Where a page ended: its last item's keys. The reader adds the tenant. */
const positionOf = ({ name, starts_at }: Item, ordered: 'name' | 'start'): string =>
  ordered === 'name' ? String(name) : `${starts_at}${KEY_SEPARATOR}${name}`;

/** @throws Problem `invalid_cursor` for a position that is not among those listed. */
const startKey = (position: string, tenant: string, filter: TaskFilter, ordered: 'name' | 'start'): Item => {
  if (ordered === 'name') {
    if (!isTaskName(position)) throw foreignCursor();
    return { client_id: tenant, name: position };
  }
  const [starts_at = '', name = ''] = position.split(KEY_SEPARATOR);
  const { first, last } = range(filter);
  if (!isTaskName(name) || starts_at < first || starts_at > last) throw foreignCursor();
  return { client_id: tenant, starts_at, name };
};

const TASK = [
  'name',
  'kind',
  'status',
  'starts_at',
  'ends_at',
  'resource',
  'customer',
  'notes',
  'version',
  'created_at',
  'updated_at',
] as const;

export const taskOf = (item: Item): Task => pick<Task>(item, TASK);

/** A page of a tenant's tasks. It may be shorter than asked for, even empty, and still have a next one. */
export const listTasks = async (
  { tenant, client, table }: Partition,
  filter: TaskFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<Task>> => {
  const ordered = filter.from === undefined && filter.to === undefined ? 'name' : 'start';
  const scope: CursorScope = [tenant, 'tasks', filter.from, filter.to, ...FILTERED.map((field) => filter[field])];
  const keys = ordered === 'name' ? byName(tenant) : byStart(tenant, filter);
  const filtered = filterOf(filter);
  const query: Input<'Query'> = {
    TableName: table(tasksTable.name),
    ...keys,
    ...filtered,
    ExpressionAttributeNames: { ...keys.ExpressionAttributeNames, ...filtered.ExpressionAttributeNames },
    ExpressionAttributeValues: { ...keys.ExpressionAttributeValues, ...filtered.ExpressionAttributeValues },
    Limit: filtered.FilterExpression === undefined ? limit + 1 : READ_AT_ONCE,
  };
  if (Object.keys(query.ExpressionAttributeNames ?? {}).length === 0) delete query.ExpressionAttributeNames;

  const items: Item[] = [];
  let start = cursor === undefined ? undefined : startKey(decodeCursor(cursor, scope), tenant, filter, ordered);
  let read = 0;
  do {
    const page = await client.send('Query', { ...query, ExclusiveStartKey: start });
    items.push(...(page.Items ?? []));
    read += page.ScannedCount ?? 0;
    start = page.LastEvaluatedKey;
  } while (start && items.length <= limit && read < MAX_READ);

  const shown = items.slice(0, limit);
  const last = items.length > limit ? shown.at(-1) : start;
  return { items: shown.map(taskOf), nextCursor: last ? encodeCursor(positionOf(last, ordered), scope) : null };
};
