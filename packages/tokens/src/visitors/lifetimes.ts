const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a visitor token is good for, in seconds, unless a function is configured otherwise. */
export const TOKEN_SECONDS = 3_600;

/** No function may be configured with more: how long keys are kept counts on it. */
export const MOST_TOKEN_SECONDS = 86_400;

/** How long after it expired a token still renews itself, in days: a customer who comes back finds the conversation again. */
export const RENEWAL_DAYS = 30;

/** The longest time between a token's signature and its last use. Milliseconds. */
export const USABLE_MS = MOST_TOKEN_SECONDS * 1_000 + RENEWAL_DAYS * DAY_MS;

/** How old the keys that a function has read may be. Milliseconds. */
export const KEYS_MAX_AGE_MS = 5 * MINUTE_MS;

/** How old they may become while Secrets Manager cannot be asked. With older ones nothing is signed or checked. Milliseconds. */
export const KEYS_LAST_MS = 12 * HOUR_MS;

/**
 * How long after it was added a key begins to sign. By then every function has read it: after five minutes at the latest, and
 * the operator's clock, which sets the time, may be as far behind as AWS lets a signed request be, which is five minutes too.
 */
export const KNOWN_EVERYWHERE_MS = 15 * MINUTE_MS;

/** How far the clocks of two functions may be apart. Milliseconds. */
export const CLOCK_LEEWAY_MS = MINUTE_MS;
