import { createHash, randomBytes } from 'node:crypto';
import { isoTime } from '@frontdesk/core/time';
import {
  firstKeyRing,
  formatKeyRing,
  type KeyRing,
  parseKeyRing,
  renewableUntil,
  signingKey,
  withNewKey,
} from '@frontdesk/tokens';

/** A version of the secret, as `aws secretsmanager get-secret-value` prints it. */
export interface SecretVersion {
  readonly SecretString: string;
  readonly VersionId: string;
}

/** What `aws secretsmanager put-secret-value` is to be asked for, and what to tell the operator once it is done. */
export interface Change {
  readonly SecretString: string;
  /**
   * Becomes the version's id. A version cannot be written twice with different values, so that of two operators who begin with
   * the same version only the first succeeds.
   */
  readonly ClientRequestToken: string;
  readonly done: string;
}

const tokenAfter = (what: string): string =>
  createHash('sha256').update(`visitor-token-keys after ${what}`).digest('hex');

const newest = (ring: KeyRing) => [...ring.values()].at(-1);

/** The first keys of an environment. */
export const init = (now: number): Change => ({
  SecretString: formatKeyRing(firstKeyRing(now)),
  ClientRequestToken: tokenAfter('nothing'),
  done: 'Visitor tokens can be signed now.',
});

/** Adds a key that signs once every function knows it. Tokens of the old one stay good. */
export const rotate = ({ SecretString, VersionId }: SecretVersion, now: number): Change => {
  const before = parseKeyRing(SecretString);
  const ring = withNewKey(before, now);
  const dropped = [...before.keys()].filter((kid) => !ring.has(kid)).length;
  const key = newest(ring);
  return {
    SecretString: formatKeyRing(ring),
    ClientRequestToken: tokenAfter(VersionId),
    done: [
      `The key ${key?.kid} signs from ${isoTime(key?.signsFrom ?? now)} on. Nobody is cut off, and nothing else is to be done.`,
      ...(dropped > 0 ? [`Dropped ${dropped} whose tokens can no longer be renewed.`] : []),
    ].join('\n'),
  };
};

/** Puts one new key in place of all others: every token that was issued is worth nothing within five minutes. */
export const replace = (now: number): Change => ({
  SecretString: formatKeyRing(firstKeyRing(now)),
  ClientRequestToken: randomBytes(32).toString('hex'),
  done: 'All keys were replaced. Within five minutes every visitor begins anew.',
});

/** The keys without their secrets, the newest first: since when each signs, and until when its tokens can be renewed. */
export const show = ({ SecretString }: SecretVersion, now: number): string => {
  const ring = parseKeyRing(SecretString);
  const signing = signingKey(ring, now);
  const line = (...cells: string[]): string =>
    cells
      .map((cell) => cell.padEnd(28))
      .join('')
      .trimEnd();
  const lines = [...ring.values()].reverse().map((key) => {
    const until = renewableUntil(ring, key);
    const role = key === signing ? 'signs' : key.signsFrom > now ? 'signs later' : 'only verifies';
    return line(key.kid, role, isoTime(key.signsFrom), until === undefined ? '-' : isoTime(until));
  });
  return [line('key', 'role', 'signs from', 'tokens renewable until'), ...lines].join('\n');
};
