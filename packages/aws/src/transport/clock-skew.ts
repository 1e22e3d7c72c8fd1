/** AWS refuses a signature that is five minutes old; from here on the clock counts as wrong. In milliseconds. */
const SKEWED_MS = 240_000;

/** Answers that took longer say nothing about the time. In milliseconds. */
const TOO_LONG_MS = 900_000;

/** What an answer says about the time. */
interface Dated {
  readonly date?: string | undefined;
  /** Of an answer from a cache, whose `date` is old. */
  readonly age?: string | undefined;
}

/**
 * The service's clock, as its answers tell it: an instance whose own clock is wrong can still sign. The SDK corrects in the
 * same way.
 */
export class ServiceClock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  /**
   * @param sentAt epoch milliseconds of the request.
   * @returns whether the clock was found to be wrong, so that a request that was refused for it may pass now.
   */
  learn({ date = '', age }: Dated, sentAt: number): boolean {
    const told = Date.parse(date);
    const now = Date.now();
    if (age !== undefined || Number.isNaN(told) || now - sentAt > TOO_LONG_MS) return false;
    const before = this.#offset;
    this.#offset = told - now;
    return Math.abs(this.#offset) >= SKEWED_MS && this.#offset !== before;
  }
}
