import { ordinal } from '@frontdesk/core/http';
import { TASK_KINDS, TASK_STATUSES } from '@frontdesk/tables';
import * as z from 'zod/mini';

/** A task as it is answered. */
export const task = z.strictObject({
  name: z.string(),
  kind: z.enum(TASK_KINDS),
  status: z.enum(TASK_STATUSES),
  starts_at: z.optional(z.string()),
  ends_at: z.optional(z.string()),
  resource: z.optional(z.string()),
  customer: z.optional(z.strictObject({ contact: z.optional(z.string()), name: z.optional(z.string()) })),
  notes: z.optional(z.string()),
  version: ordinal,
  created_at: z.string(),
  updated_at: z.string(),
});

export const taskPath = z.strictObject({ name: z.string() });
