import type { Clock } from '@frontdesk/core/clock';
import { type ReadSecret, secretReader } from './read-secret';

/** Secrets are read again after this time, in milliseconds, so that a rotated one takes hold without a deployment. */
const MAX_AGE_MS = 5 * 60_000;

export interface Secrets {
  /** A secret's value by its logical name; `undefined` if it has none. At most five minutes old. */
  get(name: string): Promise<string | undefined>;
}

/** Reads secrets from Secrets Manager, each when it is first asked for. A failed look-up is not remembered. */
export const createSecrets = (namePrefix: string, clock: Clock, read: ReadSecret = secretReader()): Secrets => {
  const known = new Map<string, { readonly until: number; readonly value: Promise<string | undefined> }>();
  return {
    get: (name) => {
      const found = known.get(name);
      if (found && found.until > clock.now()) return found.value;
      const value = read(`${namePrefix}/${name}`);
      known.set(name, { value, until: clock.now() + MAX_AGE_MS });
      value.catch(() => known.delete(name));
      return value;
    },
  };
};
