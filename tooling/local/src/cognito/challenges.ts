import { randomBytes } from 'node:crypto';
import type { Clock } from '@frontdesk/core/time';
import type { Exchange } from './srp';

/** A sign-in that waits for the client's next answer. */
export type Challenge =
  | { readonly kind: 'PASSWORD_VERIFIER'; readonly clientId: string; readonly exchange: Exchange }
  | { readonly kind: 'NEW_PASSWORD_REQUIRED'; readonly clientId: string; readonly sub: string };

/** `AuthSessionValidity`, Cognito's default. */
const VALID_MS = 3 * 60_000;
/** More sign-ins than this at a time means that somebody is filling memory: the oldest are dropped. */
const MAX_WAITING = 1_000;

/** The challenges that are waiting for an answer. Each can be answered once, within three minutes. */
export interface Challenges {
  /** @returns the secret, in base64, that the answer must name. */
  open(challenge: Challenge): string;
  find(secret: string): Challenge | undefined;
  close(secret: string): void;
}

export const createChallenges = (clock: Clock): Challenges => {
  const waiting = new Map<string, { readonly challenge: Challenge; readonly until: number }>();
  return {
    open: (challenge) => {
      for (const secret of waiting.keys()) {
        if (waiting.size < MAX_WAITING) break;
        waiting.delete(secret);
      }
      const secret = randomBytes(96).toString('base64');
      waiting.set(secret, { challenge, until: clock.now() + VALID_MS });
      return secret;
    },
    find: (secret) => {
      const held = waiting.get(secret);
      if (held && held.until > clock.now()) return held.challenge;
      waiting.delete(secret);
      return undefined;
    },
    close: (secret) => {
      waiting.delete(secret);
    },
  };
};
