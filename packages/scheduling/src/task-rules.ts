import { fieldsRule } from '@frontdesk/core/http';
import { normalForm, visible } from '@frontdesk/core/text';
import { isoTime } from '@frontdesk/core/time';
import {
  isResource,
  isTaskName,
  MAX_RESERVATION_MS,
  TASK_KINDS,
  TASK_NAME,
  TASK_STATUSES,
  type TaskContent,
} from '@frontdesk/tables';
import * as z from 'zod/mini';

const taskName = z
  .string()
  .check(
    z.regex(TASK_NAME, "must be 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'"),
    z.refine(isTaskName, "must be neither 'availability' nor dots alone"),
  );

/** ISO 8601 with `Z` or an offset, made UTC with milliseconds. Years of four digits sort as text. */
export const instant = z.pipe(
  z.iso
    .datetime({ offset: true, error: 'must be an ISO 8601 time with Z or an offset', abort: true })
    .check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'must be a time that exists')),
  z.pipe(
    z.transform((text: string) => isoTime(Date.parse(text))),
    z.string().check(z.regex(/^[1-9]\d{3}-/, 'must be in a year of four digits')),
  ),
);

/** Names that look alike are spelled alike (Unicode NFC), so they are one resource. */
export const resource = z.pipe(
  z.string(),
  z.pipe(
    z.transform((text: string) => normalForm(text, 'NFC').trim()),
    z.string().check(z.maxLength(128), ...visible, z.refine(isResource, "must not contain '#'")),
  ),
);

/** A phone number, or `web:<session>`. */
const contact = z
  .string()
  .check(z.trim(), ...visible, z.regex(/^[^#]{1,128}$/, "must be 1 to 128 characters without '#'"));
const customerName = z.string().check(z.trim(), ...visible, z.maxLength(200));
const customer = z.strictObject({ contact: z.optional(contact), name: z.optional(customerName) });

const notes = z.string().check(...visible, z.maxLength(4_000));

const fields = {
  kind: z.enum(TASK_KINDS),
  status: z.optional(z.enum(TASK_STATUSES)),
  starts_at: z.optional(instant),
  ends_at: z.optional(instant),
  resource: z.optional(resource),
  customer: z.optional(customer),
  notes: z.optional(notes),
};

type Times = Pick<TaskContent, 'kind' | 'starts_at' | 'ends_at' | 'resource'>;

const millisecondsOf = ({ starts_at, ends_at }: Times): number | undefined =>
  starts_at === undefined || ends_at === undefined ? undefined : Date.parse(ends_at) - Date.parse(starts_at);

const required = (field: 'starts_at' | 'ends_at' | 'resource') =>
  fieldsRule<Times>(['kind', field], (task) => task.kind !== 'reservation' || task[field] !== undefined, {
    path: field,
    message: 'is required for a reservation',
  });

/** The rules between fields. */
const consistent = [
  required('starts_at'),
  required('ends_at'),
  required('resource'),
  fieldsRule<Times>(['starts_at', 'ends_at'], (task) => task.ends_at === undefined || task.starts_at !== undefined, {
    path: 'ends_at',
    message: 'needs a starts_at',
  }),
  fieldsRule<Times>(['starts_at', 'ends_at'], (task) => (millisecondsOf(task) ?? 1) > 0, {
    path: 'ends_at',
    message: 'must be after starts_at',
  }),
  fieldsRule<Times>(
    ['kind', 'starts_at', 'ends_at'],
    (task) => task.kind !== 'reservation' || (millisecondsOf(task) ?? 0) <= MAX_RESERVATION_MS,
    { path: 'ends_at', message: 'must be at most 31 days after starts_at' },
  ),
] as const;

/** What a caller may say about a task. */
export const taskContent = z.strictObject(fields).check(...consistent);

export const newTask = z.strictObject({ ...fields, name: z.optional(taskName) }).check(...consistent);

/** A patched task: its fields were checked when they came in, and the rules between them are checked on the whole. */
export const patchedContent = z.custom<z.output<typeof taskContent>>().check(...consistent);

/** A merge patch (RFC 7396): a null field is removed, a field left out stays. The result must be a valid task. */
export const taskPatch = z.strictObject({
  kind: z.optional(fields.kind),
  status: z.nullish(z.enum(TASK_STATUSES)),
  starts_at: z.nullish(instant),
  ends_at: z.nullish(instant),
  resource: z.nullish(resource),
  customer: z.nullish(z.strictObject({ contact: z.nullish(contact), name: z.nullish(customerName) })),
  notes: z.nullish(notes),
});
