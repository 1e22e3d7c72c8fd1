import callbackTimers from 'node:timers';
import timers from 'node:timers/promises';
import { inside, live } from './life';

/*
 * What code under test reaches for without being handed it: timers, the time, random numbers. Within a simulation they are the
 * scheduler's; outside of every one they are what they always were. The code that is tested needs no door for them that it
 * would not otherwise have, and none that it gets one day is forgotten.
 */

/** What a timer inside a simulation is known by. */
class Timer {
  constructor(readonly clear: () => void) {}

  unref(): this {
    return this;
  }

  ref(): this {
    return this;
  }
}

/** Calls back once the scheduler lets `ms` pass, unless cleared before. */
const later = (ms: number, label: string, callback: () => void): Timer | undefined => {
  const here = inside();
  if (!here) return undefined;
  const { life, scheduler } = here;
  const due = scheduler.now() + Math.max(0, Math.ceil(ms));
  const run = (): undefined => live(here, callback) as undefined;
  return new Timer(scheduler.park({ life, label, due, run }));
};

/**
 * Waits for some milliseconds of the simulation's time.
 * @throws the signal's reason if it aborts.
 */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = later(ms, `wait ${Math.ceil(ms)} ms`, resolve);
    signal?.addEventListener('abort', () => {
      timer?.clear();
      reject(signal.reason);
    });
  });

/** Puts the simulation's timers, time and random numbers in place of Node.js's. Returns what puts these back. */
export const installVirtualTime = (): (() => void) => {
  const real = { setTimeout, clearTimeout, now: Date.now, random: Math.random, delay: timers.setTimeout };
  const fake = {
    setTimeout: (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
      later(ms, `timer of ${Math.ceil(ms)} ms`, () => callback(...args)) ?? real.setTimeout(callback, ms, ...args),
    clearTimeout: (timer: unknown) =>
      timer instanceof Timer ? timer.clear() : real.clearTimeout(timer as NodeJS.Timeout),
    delay: (ms = 0, value?: unknown, options: { signal?: AbortSignal } = {}) =>
      inside() ? pause(ms, options.signal).then(() => value) : real.delay(ms, value, options),
  };
  const put = (set: { setTimeout: unknown; clearTimeout: unknown; delay: unknown }): void => {
    const callbacks = { setTimeout: set.setTimeout, clearTimeout: set.clearTimeout };
    Object.assign(globalThis, callbacks);
    Object.assign(callbackTimers, callbacks);
    Object.assign(timers, { setTimeout: set.delay });
  };
  put(fake);
  Date.now = () => inside()?.scheduler.now() ?? real.now();
  Math.random = () => inside()?.scheduler.random.next() ?? real.random();
  return () => {
    put(real);
    Date.now = real.now;
    Math.random = real.random;
  };
};
