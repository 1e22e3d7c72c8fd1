import { assertProperty } from '@frontdesk/testkit/assert-property';
import fc from 'fast-check';
import { openIntervals } from '../src/opening-hours';
import { wallClock } from '../src/wall-clock';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ms = (text: string): number => Date.parse(text);
const shown = (zone: string, hours: Parameters<typeof openIntervals>[0]['opening_hours'], from: string, to: string) =>
  openIntervals({ time_zone: zone, opening_hours: hours }, { from: ms(from), to: ms(to) }).map(
    (open) => `${new Date(open.from).toISOString()} ${new Date(open.to).toISOString()}`,
  );
const sunday = (from: string, to: string) => ({ sun: [{ from, to }] });

describe('opening hours', () => {
  test('follow the tenant’s clock, not ours', () => {
    const hours = {
      fri: [
        { from: '10:00', to: '13:00' },
        { from: '14:00', to: '19:00' },
      ],
    };
    expect(shown('Asia/Tokyo', hours, '2026-01-15T00:00:00Z', '2026-01-18T00:00:00Z')).toEqual([
      '2026-01-16T01:00:00.000Z 2026-01-16T04:00:00.000Z',
      '2026-01-16T05:00:00.000Z 2026-01-16T10:00:00.000Z',
    ]);
  });

  test('are the same by the clock on the wall before and after summer time begins', () => {
    const hours = { sat: [{ from: '09:00', to: '17:00' }], mon: [{ from: '09:00', to: '17:00' }] };
    expect(shown('Europe/Berlin', hours, '2026-03-28T00:00:00Z', '2026-03-31T00:00:00Z')).toEqual([
      '2026-03-28T08:00:00.000Z 2026-03-28T16:00:00.000Z',
      '2026-03-30T07:00:00.000Z 2026-03-30T15:00:00.000Z',
    ]);
  });

  test.each([
    ['is an hour shorter over the hour that is skipped', '2026-03-29', '01:00', '04:00', '00:00', '02:00'],
    ['begins at the change if its first hour is skipped', '2026-03-29', '02:30', '04:00', '01:00', '02:00'],
    ['ends at the change if its last hour is skipped', '2026-03-29', '01:00', '02:30', '00:00', '01:00'],
    ['is an hour longer over the hour that comes twice', '2026-10-25', '01:00', '04:00', '23:00', '03:00'],
    ['begins when the clock first shows its time', '2026-10-25', '02:30', '04:00', '00:30', '03:00'],
    ['ends when the clock first shows its time', '2026-10-25', '01:00', '02:30', '23:00', '00:30'],
  ])('a Sunday in Berlin %s', (_name, date, from, to, start, end) => {
    const noon = ms(`${date}T12:00:00Z`);
    const [open] = openIntervals(
      { time_zone: 'Europe/Berlin', opening_hours: sunday(from, to) },
      { from: noon - DAY_MS, to: noon + DAY_MS },
    );
    expect([open?.from, open?.to].map((instant) => new Date(instant ?? 0).toISOString().slice(11, 16))).toEqual([
      start,
      end,
    ]);
  });

  test('that fall completely into the skipped hour do not exist', () => {
    expect(shown('Europe/Berlin', sunday('02:00', '03:00'), '2026-03-28T00:00:00Z', '2026-03-30T00:00:00Z')).toEqual(
      [],
    );
  });

  test('may end at 24:00, where the next day’s go on', () => {
    const hours = { sat: [{ from: '20:00', to: '24:00' }], sun: [{ from: '00:00', to: '02:00' }] };
    expect(shown('America/New_York', hours, '2026-01-17T00:00:00Z', '2026-01-20T00:00:00Z')).toEqual([
      '2026-01-18T01:00:00.000Z 2026-01-18T07:00:00.000Z',
    ]);
  });

  test('that were never set mean always open', () => {
    expect(shown('UTC', null, '2026-01-17T00:00:00Z', '2026-01-20T00:00:00Z')).toHaveLength(1);
  });

  test('a day that is left out is closed', () => {
    expect(shown('UTC', {}, '2026-01-17T00:00:00Z', '2026-01-20T00:00:00Z')).toEqual([]);
  });

  test.each([
    ['Europe/Berlin', '2026-03-27T00:00:00Z'],
    ['America/New_York', '2026-10-30T00:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-03T00:00:00Z'],
    ['Africa/Cairo', '2026-04-22T00:00:00Z'],
    ['Asia/Kathmandu', '2026-01-15T00:00:00Z'],
  ])(
    '%s: minute by minute, open lasts from when its clock first shows the start until it first shows the end',
    (zone, start) => {
      const clock = wallClock(zone);
      const minute = fc.integer({ min: 0, max: 24 * 60 });
      const pair = fc.tuple(minute, minute).filter(([a, b]) => a < b);
      const text = (minutes: number): string =>
        `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      const bounds = { from: ms(start), to: ms(start) + 5 * DAY_MS };
      // The instants of each local day, by brute force.
      const minutes = Array.from({ length: 7 * 24 * 60 }, (_, i) => bounds.from - DAY_MS + i * 60_000);
      const walls = minutes.map((instant) => ({ instant, wall: clock.at(instant) }));
      const firstAt = (wall: number): number => walls.find((each) => each.wall >= wall)?.instant ?? Number.NaN;
      assertProperty(
        fc.property(pair, ([opens, closes]) => {
          const everyDay = Object.fromEntries(
            ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [
              day,
              [{ from: text(opens), to: text(closes) }],
            ]),
          );
          const found = openIntervals({ time_zone: zone, opening_hours: everyDay }, bounds);
          const midnights = [...new Set(walls.map(({ wall }) => Math.floor(wall / DAY_MS) * DAY_MS))].slice(1, -1);
          const expected = midnights.map((midnight) => ({
            from: firstAt(midnight + opens * 60_000),
            to: firstAt(midnight + closes * 60_000),
          }));
          for (const { instant } of walls) {
            if (instant < bounds.from || instant >= bounds.to) continue;
            const isOpen = (some: readonly { from: number; to: number }[]) =>
              some.some(({ from, to }) => instant >= from && instant < to);
            if (isOpen(found) !== isOpen(expected)) throw new Error(`${new Date(instant).toISOString()} differs`);
          }
        }),
        { numRuns: 15 },
      );
    },
  );
});
