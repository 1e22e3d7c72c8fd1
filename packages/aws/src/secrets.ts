import type { Clock } from '@frontdesk/core/clock';
import type { SecretDeclaration } from '@frontdesk/core/declare';
import { type GetSecretValue, secretReader } from './get-secret-value';

/** Secrets are read again after this time, in milliseconds, so that a rotated one takes hold without a deployment. */
const MAX_AGE_MS = 5 * 60_000;

/** How long a look-up that failed is not repeated, in milliseconds: each costs its caller the look-up's deadline. */
const PAUSE_MS = 30_000;

export interface Secrets {
  /**
   * A secret's value; `undefined` if it has none. At most five minutes old, or as it was read last while
   * Secrets Manager cannot be asked. Rejects if it was never read.
   */
  get(secret: SecretDeclaration): Promise<string | undefined>;
}

interface Look {
  until: number;
  readonly value: Promise<string | undefined>;
}

/** Reads secrets from Secrets Manager, each when it is first asked for. */
export const createSecrets = (namePrefix: string, clock: Clock, read: GetSecretValue = secretReader()): Secrets => {
  const looks = new Map<string, Look>();

  /** @param before what to answer if it fails; without it, the failure. */
  const look = (name: string, before: Look | undefined): Look => {
    const reading = read(`${namePrefix}/${name}`);
    const made: Look = {
      until: clock.now() + MAX_AGE_MS,
      value: reading.catch((error: unknown) => {
        made.until = clock.now() + PAUSE_MS;
        return before ? before.value.catch(() => Promise.reject(error)) : Promise.reject(error);
      }),
    };
    return made;
  };

  return {
    get: ({ name }) => {
      const found = looks.get(name);
      if (found && found.until > clock.now()) return found.value;
      const made = look(name, found);
      looks.set(name, made);
      return made.value;
    },
  };
};
