import type { Settling } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import { repeatOnContention, type Task } from '@frontdesk/tables';
import type * as z from 'zod/mini';
import { withStatus } from './content';
import type { Scheduling } from './scheduling';
import type { newTask } from './task-rules';

/** A task made from its content, not yet stored. Without a name it gets one that sorts by time. */
export const draftTask = (
  { name, ...content }: z.output<typeof newTask>,
  { clock, ids }: Pick<Scheduling, 'clock' | 'ids'>,
): Task => {
  const now = clock.now();
  return {
    ...withStatus(content),
    name: name ?? ids.next(now),
    version: 1,
    created_at: isoTime(now),
    updated_at: isoTime(now),
  };
};

/**
 * Stores a draft, as a reservation or a task.
 * @param settling also stores the answer of a request with an idempotency key.
 * @throws Problem `slot_taken`, `task_exists`; `Contention` when time is up.
 */
export const addTask = (
  { tables: { tasks, commit }, remainingMs }: Pick<Scheduling, 'tables' | 'remainingMs'>,
  draft: Task,
  settling?: Settling,
): Promise<void> => repeatOnContention(async () => commit(await tasks.change(undefined, draft), settling), remainingMs);
