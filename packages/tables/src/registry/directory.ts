import type { Clock } from '@frontdesk/core/clock';
import type { Directory } from '@frontdesk/core/identity/directory';
import type { Tables } from '../tables';

/** How old a cached answer may be, in milliseconds: a suspension or a registration takes hold within it. */
const MAX_AGE_MS = 30_000;
const MAX_ENTRIES = 5_000;

/** Remembers what a look-up answered, for a time; a failed look-up is not remembered. */
const remembered = <T>(lookUp: (key: string) => Promise<T>, clock: Clock): ((key: string) => Promise<T>) => {
  const known = new Map<string, { until: number; value: Promise<T> }>();
  return (key) => {
    const found = known.get(key);
    if (found && found.until > clock.now()) return found.value;
    if (known.size >= MAX_ENTRIES) known.clear();
    const value = lookUp(key);
    known.set(key, { until: clock.now() + MAX_AGE_MS, value });
    value.catch(() => known.delete(key));
    return value;
  };
};

/** The directory that the HTTP pipeline asks, on top of the tables. */
export const createDirectory = (tables: Tables, clock: Clock): Directory => ({
  settings: remembered((tenant) => tables.forTenant(tenant).prompts.settings(), clock),
  serviceTenants: remembered((clientId) => tables.registry.serviceTenants(clientId), clock),
});
