import { setImmediate as turn } from 'node:timers/promises';
import { monotonicMs } from './clock';

/** Milliseconds that a long calculation runs before it lets other work in. */
const STRETCH_MS = 20;

/**
 * Lets other work in every 20 milliseconds: a timer that ends a request in time does not fire while a function calculates.
 * Await what it returns between the steps of a long calculation; most of the time there is no pause at all.
 */
export const pauses = (): (() => Promise<void> | undefined) => {
  let since = monotonicMs();
  return () => {
    if (monotonicMs() - since < STRETCH_MS) return undefined;
    return turn().then(() => {
      since = monotonicMs();
    });
  };
};
