import type { Clock } from '@frontdesk/core/time';
import type { Throttle } from '@frontdesk/manifest/manifest';

/** A bucket of `burst` tokens, full at first, refilled at `rate` per second. */
export class TokenBucket {
  readonly #throttle: Throttle;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor(throttle: Throttle, clock: Clock) {
    this.#throttle = throttle;
    this.#clock = clock;
    this.#tokens = throttle.burst;
    this.#filledAt = clock.now();
  }

  /** Takes a token if there is one. */
  take(): boolean {
    const now = this.#clock.now();
    const seconds = Math.max(0, now - this.#filledAt) / 1000;
    this.#tokens = Math.min(this.#throttle.burst, this.#tokens + seconds * this.#throttle.rate);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
