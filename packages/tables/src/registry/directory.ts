import type { Clock } from '@frontdesk/core/clock';
import type { Directory } from '@frontdesk/core/identity/directory';
import type { Tables } from '../tables';

/** How old a cached answer may be, in milliseconds: a suspension or a registration takes hold within it. */
const MAX_AGE_MS = 30_000;
const MAX_ENTRIES = 5_000;

interface Memory<T> {
  get(key: string): Promise<T>;
  /** The last answer, however old. */
  last(key: string): T | undefined;
}

/** Remembers what a look-up answered, for a time; a failed look-up is not remembered. */
const remembered = <T>(lookUp: (key: string) => Promise<T>, clock: Clock): Memory<T> => {
  const known = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  const answered = new Map<string, T>();
  return {
    get: (key) => {
      const found = known.get(key);
      if (found && found.until > clock.now()) return found.value;
      if (known.size >= MAX_ENTRIES) {
        known.clear();
        answered.clear();
      }
      const value = lookUp(key);
      known.set(key, { until: clock.now() + MAX_AGE_MS, value });
      value.then(
        (answer) => answered.set(key, answer),
        () => known.delete(key),
      );
      return value;
    },
    last: (key) => answered.get(key),
  };
};

/** The directory that the HTTP pipeline asks, on top of the tables. */
export const createDirectory = (tables: Tables, clock: Clock): Directory => {
  const settings = remembered((tenant) => tables.forTenant(tenant).prompts.settings(), clock);
  const services = remembered((clientId) => tables.registry.serviceTenants(clientId), clock);
  return { settings: settings.get, lastKnown: settings.last, serviceTenants: services.get };
};
