import { type Part, validate } from '@frontdesk/core/http';
import { mergePatch } from '@frontdesk/core/json';
import type { Task, TaskContent } from '@frontdesk/tables';
import type * as z from 'zod/mini';
import { patchedContent, type taskContent, type taskPatch } from './task-rules';

type Checked = z.output<typeof taskContent>;

/** A reservation is confirmed when it is made; a task is open. */
export const withStatus = (content: Checked): TaskContent => ({
  ...content,
  status: content.status ?? (content.kind === 'reservation' ? 'confirmed' : 'open'),
});

const contentOf = ({ name: _n, version: _v, created_at: _c, updated_at: _u, ...content }: Task): TaskContent => content;

/**
 * Applies a merge patch to a task.
 * @param part where the patch was in its request: faults are reported by their place there.
 * @throws Problem `invalid_request` if the result is not a valid task.
 */
export const patched = (before: Task, patch: z.output<typeof taskPatch>, part: Part): TaskContent =>
  withStatus(validate(patchedContent, part, mergePatch(contentOf(before), patch)));
