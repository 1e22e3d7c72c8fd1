import { isoTime } from '@frontdesk/core/clock';
import { notFound } from '@frontdesk/core/errors/problem';
import { type Request, requireMatch } from '@frontdesk/core/http';
import { repeatOnContention, type Task, type TaskContent } from '@frontdesk/tables';
import type { Deps } from './deps';

type EditRequest = Pick<Request<unknown, unknown, { name: string }>, 'tenant' | 'params' | 'headers' | 'remainingMs'>;

/**
 * Changes a task as it is at this moment. Whoever loses to somebody else reads it again, and so meets a state that its
 * `If-Match` does not name, or makes its change to what is there now.
 */
const onCurrent = <O extends Task | undefined>(
  { tenant, params, headers, remainingMs }: EditRequest,
  { tables }: Deps,
  next: (before: Task) => O,
): Promise<O> => {
  const { tasks, commit } = tables.forTenant(tenant);
  return repeatOnContention(async () => {
    const before = await tasks.get(params.name);
    if (!before) throw notFound();
    requireMatch(headers, before);
    const after = next(before);
    await commit(await tasks.change(before, after));
    return after;
  }, remainingMs);
};

/** @throws Problem `not_found`, `precondition_failed`, `slot_taken`, `resource_day_full`; `Contention` when time is up. */
export const changeTask = (request: EditRequest, deps: Deps, edit: (before: Task) => TaskContent): Promise<Task> =>
  onCurrent(request, deps, (before) => ({
    ...edit(before),
    name: before.name,
    version: before.version + 1,
    created_at: before.created_at,
    updated_at: isoTime(deps.clock.now()),
  }));

/** @throws Problem `not_found`, `precondition_failed`; `Contention` when time is up. */
export const removeTask = (request: EditRequest, deps: Deps): Promise<undefined> =>
  onCurrent(request, deps, () => undefined);
