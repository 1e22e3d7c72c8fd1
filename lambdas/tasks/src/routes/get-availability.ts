import { isoTime } from '@frontdesk/core/clock';
import { ok } from '@frontdesk/core/http';
import { fieldsRule } from '@frontdesk/core/http/fields-rule';
import { type Interval, within, without } from '@frontdesk/core/time/interval';
import { openIntervals } from '@frontdesk/tenant';
import * as z from 'zod/mini';
import { route } from '../deps';
import { instant, resource } from '../schemas';

const MAX_RANGE_MS = 31 * 24 * 60 * 60 * 1_000;

interface Range {
  readonly from: string;
  readonly to: string;
}

const lengthOf = ({ from, to }: Range): number => Date.parse(to) - Date.parse(from);

const interval = z.strictObject({ starts_at: z.string(), ends_at: z.string() });

const shown = ({ from, to }: Interval): z.output<typeof interval> => ({
  starts_at: isoTime(from),
  ends_at: isoTime(to),
});

export const getAvailability = route({
  method: 'GET',
  path: '/tasks/availability',
  operation: 'getAvailability',
  summary: 'When a resource is free',
  description:
    "The times within the tenant's opening hours, by its time zone, that no reservation of the resource holds; and the reservations. At most 31 days. Nothing is held by asking: somebody may be quicker.",
  who: { staff: true, service: true },
  query: z.strictObject({ resource, from: instant, to: instant }).check(
    fieldsRule<Range>(['from', 'to'], (range) => lengthOf(range) > 0, { path: 'to', message: 'must be after from' }),
    fieldsRule<Range>(['from', 'to'], (range) => lengthOf(range) <= MAX_RANGE_MS, {
      path: 'to',
      message: 'must be at most 31 days after from',
    }),
  ),
  answers: {
    200: {
      description: 'What is free and what is busy, in order',
      schema: z.strictObject({
        resource: z.string(),
        time_zone: z.string(),
        free: z.array(interval),
        busy: z.array(z.extend(interval, { name: z.string() })),
      }),
    },
  },
  handler: async ({ tenant, query, admitted }, { tables }) => {
    const bounds = { from: Date.parse(query.from), to: Date.parse(query.to) };
    const [settings, bookings] = await Promise.all([
      admitted,
      tables.forTenant(tenant).tasks.bookings(query.resource, bounds),
    ]);
    return ok({
      resource: query.resource,
      time_zone: settings.time_zone,
      free: without(openIntervals(settings, bounds), bookings).map(shown),
      busy: bookings.flatMap((booking) =>
        within(bounds, [booking]).map((part) => ({ name: booking.name, ...shown(part) })),
      ),
    });
  },
});
