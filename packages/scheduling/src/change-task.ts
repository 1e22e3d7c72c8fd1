import { notFound } from '@frontdesk/core/errors';
import { isoTime } from '@frontdesk/core/time';
import { repeatOnContention, type Task, type TaskContent } from '@frontdesk/tables';
import type { Scheduling } from './scheduling';

/** The task that is meant. */
export interface TaskTarget {
  readonly name: string;
  /** Makes sure that the caller saw the current state: throws if `current` is another one. */
  readonly expects?: (current: Task) => void;
}

/**
 * Changes a task as it is at this moment. If somebody else changes it first, it is read again: the change is then refused by
 * its `If-Match`, or made to the task as it is now.
 */
const onCurrent = <O extends Task | undefined>(
  { tables: { tasks, commit }, remainingMs }: Pick<Scheduling, 'tables' | 'clock' | 'remainingMs'>,
  { name, expects }: TaskTarget,
  next: (before: Task) => O,
): Promise<O> =>
  repeatOnContention(async () => {
    const before = await tasks.get(name);
    if (!before) throw notFound();
    expects?.(before);
    const after = next(before);
    await commit(await tasks.change(before, after));
    return after;
  }, remainingMs);

/**
 * Gives a task other content. A reservation moves together with its time, or not at all.
 * @throws Problem `not_found`, `slot_taken`; `Contention` when time is up.
 */
export const changeTask = (
  scheduling: Pick<Scheduling, 'tables' | 'clock' | 'remainingMs'>,
  target: TaskTarget,
  edit: (before: Task) => TaskContent,
): Promise<Task> =>
  onCurrent(scheduling, target, (before) => ({
    ...edit(before),
    name: before.name,
    version: before.version + 1,
    created_at: before.created_at,
    updated_at: isoTime(scheduling.clock.now()),
  }));

/**
 * Deletes a task, and with it the time it holds.
 * @throws Problem `not_found`; `Contention` when time is up.
 */
export const removeTask = async (
  scheduling: Pick<Scheduling, 'tables' | 'clock' | 'remainingMs'>,
  target: TaskTarget,
): Promise<void> => onCurrent(scheduling, target, () => undefined);
