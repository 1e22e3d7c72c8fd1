import { fieldsRule } from '@frontdesk/core/http';
import { isoTime } from '@frontdesk/core/time';
import type { TenantTables } from '@frontdesk/tables';
import { type Interval, openIntervals, type TenantSettings, within, without } from '@frontdesk/tenant';
import * as z from 'zod/mini';
import { instant, resource } from './task-rules';

const MAX_RANGE_MS = 31 * 24 * 60 * 60 * 1_000;

interface Range {
  readonly from: string;
  readonly to: string;
}

const lengthOf = ({ from, to }: Range): number => Date.parse(to) - Date.parse(from);

/** When a resource is free: within at most 31 days. */
export const availabilityQuestion = z.strictObject({ resource, from: instant, to: instant }).check(
  fieldsRule<Range>(['from', 'to'], (range) => lengthOf(range) > 0, { path: 'to', message: 'must be after from' }),
  fieldsRule<Range>(['from', 'to'], (range) => lengthOf(range) <= MAX_RANGE_MS, {
    path: 'to',
    message: 'must be at most 31 days after from',
  }),
);

export type AvailabilityQuestion = z.output<typeof availabilityQuestion>;

/** A stretch of time, in ISO 8601: `starts_at` belongs to it, `ends_at` does not. */
export interface Stretch {
  readonly starts_at: string;
  readonly ends_at: string;
}

export interface Availability {
  readonly resource: string;
  readonly time_zone: string;
  readonly free: readonly Stretch[];
  /** Each with the name of its reservation. */
  readonly busy: readonly (Stretch & { readonly name: string })[];
}

const stretch = ({ from, to }: Interval): Stretch => ({ starts_at: isoTime(from), ends_at: isoTime(to) });

/**
 * The times within the tenant's opening hours at which the resource is not reserved, and its reservations, both in order.
 * Asking holds nothing.
 * @param settings may still be loading: they are awaited together with the reservations.
 */
export const availability = async (
  { tasks }: Pick<TenantTables, 'tasks'>,
  settings: TenantSettings | Promise<TenantSettings>,
  question: AvailabilityQuestion,
): Promise<Availability> => {
  const bounds = { from: Date.parse(question.from), to: Date.parse(question.to) };
  const [hours, bookings] = await Promise.all([settings, tasks.bookings(question.resource, bounds)]);
  return {
    resource: question.resource,
    time_zone: hours.time_zone,
    free: without(openIntervals(hours, bounds), bookings).map(stretch),
    busy: bookings.flatMap((booking) =>
      within(bounds, [booking]).map((part) => ({ name: booking.name, ...stretch(part) })),
    ),
  };
};
