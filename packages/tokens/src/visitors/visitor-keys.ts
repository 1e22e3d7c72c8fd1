import { defineSecret } from '@frontdesk/core/declare';
import { Problem } from '@frontdesk/core/errors';
import type { Clock } from '@frontdesk/core/time';
import { type KeyRing, parseKeyRing, type SigningKey, signingKey } from './key-ring';
import { KEYS_LAST_MS, KEYS_MAX_AGE_MS } from './lifetimes';

export const visitorTokenKeys = defineSecret({
  name: 'visitor-token-keys',
  description: 'The keys of visitor tokens. Only scripts/visitor-keys.sh sets its value',
});

/** Milliseconds between two reads: made-up key ids must not become requests to Secrets Manager. */
const READ_AGAIN_MS = 10_000;

/** The keys as one function instance knows them. */
export interface VisitorKeys {
  /** The key to sign with now. @throws Problem `temporarily_unavailable` if keys could not be read for half a day. */
  signing(): Promise<SigningKey>;
  /**
   * A key by its `kid`; `undefined` if there is none. For one that it does not know, it reads the keys again, unless it did so
   * in the last ten seconds. @throws Problem `temporarily_unavailable` if they could not be read: then nobody can tell.
   */
  find(kid: string): Promise<SigningKey | undefined>;
}

const unavailable = (cause: unknown): Problem =>
  new Problem('temporarily_unavailable', {
    detail: 'Visitor tokens cannot be signed or checked at the moment. Try again shortly.',
    internal: 'the visitor token keys cannot be read',
    headers: { 'retry-after': '10' },
    cause,
  });

/** @param read the secret's value; `undefined` if it has none. */
export const createVisitorKeys = (read: () => Promise<string | undefined>, clock: Clock): VisitorKeys => {
  let known: { readonly ring: KeyRing; readonly readAt: number } | undefined;
  let last: { readonly startedAt: number; readonly reading: Promise<KeyRing> } | undefined;

  const readRing = async (startedAt: number): Promise<KeyRing> => {
    const value = await read().catch((error: unknown) => Promise.reject(unavailable(error)));
    if (value === undefined)
      throw unavailable(new Error('the secret has no value: scripts/visitor-keys.sh init sets it'));
    try {
      const ring = parseKeyRing(value);
      known = { ring, readAt: startedAt };
      return ring;
    } catch (error) {
      throw unavailable(error);
    }
  };

  /** The latest read, or a new one if that is no longer recent. */
  const latest = (): Promise<KeyRing> => {
    const now = clock.now();
    if (!last || now - last.startedAt >= READ_AGAIN_MS) last = { startedAt: now, reading: readRing(now) };
    return last.reading;
  };

  const youngerThan = (ms: number): KeyRing | undefined =>
    known && clock.now() - known.readAt < ms ? known.ring : undefined;

  /** At most five minutes old, or as it was read last while Secrets Manager cannot be asked. */
  const ring = async (): Promise<KeyRing> =>
    youngerThan(KEYS_MAX_AGE_MS) ??
    latest().catch((error: unknown) => {
      const last = youngerThan(KEYS_LAST_MS);
      if (last) return last;
      throw error;
    });

  return {
    signing: async () => signingKey(await ring(), clock.now()),
    find: async (kid) => (await ring()).get(kid) ?? (await latest()).get(kid),
  };
};
