import { randomBytes } from 'node:crypto';
import { isoTime, ulids } from '@frontdesk/core/time';
import * as z from 'zod/mini';
import { KEYS_LAST_MS, KNOWN_EVERYWHERE_MS, USABLE_MS } from './lifetimes';

/** RFC 7518, section 3.2: a key of HS256 has at least as many bits as its hash. */
const KEY_BYTES = 32;

/** A key that visitor tokens are signed with. */
export interface SigningKey {
  /** The `kid` of the tokens that it signs (RFC 7515, section 4.1.4). */
  readonly kid: string;
  readonly secret: Buffer;
  /** From when on it signs. Until then it only verifies. Epoch milliseconds. */
  readonly signsFrom: number;
}

/** The keys of one environment, by `kid`, in the order in which they sign. The last one is the newest. */
export type KeyRing = ReadonlyMap<string, SigningKey>;

const kid = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));
const secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

/** As Secrets Manager holds it. Keys without a time in `signs_from` have been known for long. */
const storedRing = z.object({
  current: kid,
  keys: z.record(kid, secret),
  signs_from: z._default(z.record(kid, z.iso.datetime()), {}),
});

const ringOf = (keys: readonly SigningKey[]): KeyRing => new Map(keys.map((key) => [key.kid, key]));

const jsonOf = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};

/**
 * Reads the ring from the secret's value.
 * @throws Error that quotes nothing of it.
 */
export const parseKeyRing = (value: string): KeyRing => {
  const parsed = storedRing.safeParse(jsonOf(value));
  if (!parsed.success || !Object.hasOwn(parsed.data.keys, parsed.data.current)) {
    throw new Error('the secret with the visitor token keys is not a key ring');
  }
  const { current, keys, signs_from } = parsed.data;
  const timeOf = (id: string): number => (Object.hasOwn(signs_from, id) ? Date.parse(signs_from[id] ?? '') : 0);
  const read = Object.entries(keys).map(([id, text]) => ({
    kid: id,
    secret: Buffer.from(text, 'base64url'),
    signsFrom: timeOf(id),
  }));
  return ringOf(
    read.sort((a, b) => Number(a.kid === current) - Number(b.kid === current) || a.signsFrom - b.signsFrom),
  );
};

/** The secret's value for a ring. */
export const formatKeyRing = (ring: KeyRing): string => {
  const keys = [...ring.values()];
  return JSON.stringify({
    current: keys.at(-1)?.kid,
    keys: Object.fromEntries(keys.map((key) => [key.kid, key.secret.toString('base64url')])),
    signs_from: Object.fromEntries(keys.map((key) => [key.kid, isoTime(key.signsFrom)])),
  });
};

const newKey = (now: number, signsFrom: number): SigningKey => ({
  kid: ulids().next(now),
  secret: randomBytes(KEY_BYTES),
  signsFrom,
});

/** A ring with one new key, which signs at once. Tokens of any other ring are worth nothing in it. */
export const firstKeyRing = (now: number): KeyRing => ringOf([newKey(now, now)]);

/** The key to sign with: the newest whose time has come. */
export const signingKey = (ring: KeyRing, now: number): SigningKey => {
  const keys = [...ring.values()];
  const signing = keys.findLast(({ signsFrom }) => signsFrom <= now) ?? keys[0];
  if (!signing) throw new Error('a key ring has at least one key');
  return signing;
};

/**
 * Until when a token of a key can be renewed at most; undefined while no later key is there to take its place. A function that
 * cannot read the keys signs with those that it has, though their time is over.
 */
export const renewableUntil = (ring: KeyRing, { kid: id }: SigningKey): number | undefined => {
  const keys = [...ring.values()];
  const successor = keys[keys.findIndex((key) => key.kid === id) + 1];
  return successor && successor.signsFrom + KEYS_LAST_MS + USABLE_MS;
};

/**
 * Rotates: adds a key that signs as soon as every function has read it, and drops those whose tokens cannot be renewed any
 * more. Nobody is cut off by it.
 */
export const withNewKey = (ring: KeyRing, now: number): KeyRing => {
  const kept = [...ring.values()].filter((key) => (renewableUntil(ring, key) ?? Number.POSITIVE_INFINITY) > now);
  return ringOf([...kept, newKey(now, now + KNOWN_EVERYWHERE_MS)]);
};
