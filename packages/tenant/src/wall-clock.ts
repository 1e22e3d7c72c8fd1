const DAY_MS = 86_400_000;

/**
 * What a wall clock shows, as the epoch milliseconds at which a clock in UTC would show the same. Two such readings can be
 * compared and subtracted, but they are not instants.
 */
export type WallTime = number;

/** A wall clock in some time zone. */
export interface WallClock {
  at(instant: number): WallTime;
  /**
   * The first instant at which the clock shows `wall` or later. If summer time skips `wall`, that is the instant of the
   * change; if the clock shows it twice, the first of the two.
   */
  firstAt(wall: WallTime): number;
}

const reader = (timeZone: string): ((instant: number) => WallTime) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const seconds = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return seconds + (((instant % 1_000) + 1_000) % 1_000);
  };
};

/**
 * @param timeZone an IANA name. Node includes the rules of every zone (https://nodejs.org/api/intl.html); Lambda keeps its
 * runtimes up to date.
 */
export const wallClock = (timeZone: string): WallClock => {
  const at = reader(timeZone);

  /** The instant between two others at which the clock jumps over `wall`. */
  const changeBetween = (before: number, after: number, wall: WallTime): number => {
    let [early, late] = [before, after];
    while (late - early > 1) {
      const middle = Math.floor((early + late) / 2);
      if (at(middle) >= wall) late = middle;
      else early = middle;
    }
    return late;
  };

  return {
    at,
    firstAt: (wall) => {
      // The zone's offsets a day before and a day after: no zone changes twice in two days.
      const offsets = [wall - DAY_MS, wall + DAY_MS].map((instant) => at(instant) - instant);
      const shown = offsets.map((offset) => wall - offset).filter((instant) => at(instant) === wall);
      if (shown.length > 0) return Math.min(...shown);
      const candidates = offsets.map((offset) => wall - offset);
      return changeBetween(Math.min(...candidates) - 1, Math.max(...candidates) + 1, wall);
    },
  };
};
