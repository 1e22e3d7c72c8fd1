import type { Clock } from '@frontdesk/core/clock';
import type { Directory } from '@frontdesk/core/identity/directory';
import type { Tables } from '../tables';

/** How old a cached answer may be, in milliseconds: a suspension or a registration takes hold within it. */
const MAX_AGE_MS = 30_000;
const MAX_ENTRIES = 5_000;

interface Memory<T> {
  get(key: string): Promise<T>;
  /** What `get` would answer without a look-up; `undefined` if it must look. */
  fresh(key: string): Known<T> | undefined;
  /** The last answer, however old. */
  last(key: string): Known<T> | undefined;
}

interface Known<T> {
  readonly value: T;
  readonly until: number;
}

interface Entry<T> {
  until: number;
  readonly answer: Promise<T>;
  /** What was answered last: by this look-up, or as long as it runs by the one before. */
  known: Known<T> | undefined;
}

/**
 * Remembers what a look-up answered, for a time; a failed look-up is not remembered. What was not asked for the longest
 * is forgotten first: whoever asks for ever new keys displaces nobody who is asked for all the time.
 */
export const remembered = <T>(
  lookUp: (key: string) => Promise<T>,
  clock: Clock,
  maxEntries = MAX_ENTRIES,
): Memory<T> => {
  const entries = new Map<string, Entry<T>>();
  const use = (key: string, entry: Entry<T>): Promise<T> => {
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    return entry.answer;
  };

  const look = (key: string): Entry<T> => {
    const until = clock.now() + MAX_AGE_MS;
    const entry: Entry<T> = { until, answer: lookUp(key), known: entries.get(key)?.known };
    entry.answer.then(
      (value) => {
        entry.known = { value, until };
      },
      () => {
        entry.until = 0;
      },
    );
    return entry;
  };

  return {
    get: (key) => {
      const found = entries.get(key);
      return use(key, found && found.until > clock.now() ? found : look(key));
    },
    fresh: (key) => {
      const known = entries.get(key)?.known;
      return known && known.until > clock.now() ? known : undefined;
    },
    last: (key) => entries.get(key)?.known,
  };
};

/** The directory that the HTTP pipeline asks, on top of the tables. */
export const createDirectory = (tables: Tables<'prompts'>, clock: Clock): Directory => {
  const settings = remembered((tenant) => tables.forTenant(tenant).prompts.settings(), clock);
  const services = remembered((clientId) => tables.registry.serviceTenants(clientId), clock);
  return {
    settings: settings.get,
    lastKnown: (tenant) => settings.last(tenant)?.value,
    serviceTenants: services.get,
    refuses: (clientId, tenant) => {
      const registration = services.fresh(clientId);
      return registration !== undefined && !registration.value?.has(tenant);
    },
  };
};
