import { Cache } from '@frontdesk/core/cache';
import type { SecretDeclaration } from '@frontdesk/core/declare';
import type { Clock } from '@frontdesk/core/time';
import { type GetSecretValue, secretReader } from './get-secret-value';

/** Secrets are read again after this time, in milliseconds, so that a rotated one is used without a deployment. */
const MAX_AGE_MS = 5 * 60_000;

/** Milliseconds before a failed look-up is repeated: each can cost its caller the whole deadline of a look-up. */
const PAUSE_MS = 30_000;

export interface Secrets {
  /**
   * A secret's value; `undefined` if it has none. At most five minutes old, or as it was read last while
   * Secrets Manager cannot be asked. Rejects if it was never read.
   */
  get(secret: SecretDeclaration): Promise<string | undefined>;
}

/** More than any function has: nothing is to be displaced. */
const MAX_SECRETS = 100;

/** Reads declared secrets from Secrets Manager, anew each time. */
export const declaredSecretReader =
  (namePrefix: string, read: GetSecretValue = secretReader()) =>
  ({ name }: SecretDeclaration): Promise<string | undefined> =>
    read(`${namePrefix}/${name}`);

/** Reads secrets from Secrets Manager, each when it is first asked for. */
export const createSecrets = (namePrefix: string, clock: Clock, read?: GetSecretValue): Secrets => {
  const readDeclared = declaredSecretReader(namePrefix, read);
  const secrets = new Cache<string | undefined>({
    maxWeight: MAX_SECRETS,
    maxAgeMs: MAX_AGE_MS,
    keepsLast: true,
    pauseMs: PAUSE_MS,
    clock,
  });
  return { get: (secret) => secrets.get(secret.name, () => readDeclared(secret)) };
};
