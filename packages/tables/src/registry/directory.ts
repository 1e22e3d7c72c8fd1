import { Cache } from '@frontdesk/core/cache';
import type { Directory } from '@frontdesk/core/identity';
import type { Clock } from '@frontdesk/core/time';
import type { TenantSettings } from '@frontdesk/tenant';
import type { Tables, WorkerTables } from '../tables';

/** How old a cached answer may be, in milliseconds: a suspension or a registration takes effect within this time. */
const MAX_AGE_MS = 30_000;
/** Whoever asks for ever new keys displaces nobody who is asked for all the time. */
const MAX_ENTRIES = 5_000;

const optionsWith = (clock: Clock) => ({ maxWeight: MAX_ENTRIES, maxAgeMs: MAX_AGE_MS, keepsLast: true, clock });

/** The part of the directory that knows tenants. */
export const createTenantDirectory = (
  tables: WorkerTables<'prompts'>,
  clock: Clock,
): Pick<Directory<TenantSettings>, 'settings' | 'lastKnown'> => {
  const settings = new Cache<TenantSettings>(optionsWith(clock));
  return {
    settings: (tenant) => settings.get(tenant, () => tables.forTenant(tenant).prompts.settings()),
    lastKnown: (tenant) => settings.last(tenant)?.value,
  };
};

/** The directory for the HTTP pipeline, on top of the tables. */
export const createDirectory = (tables: Tables<'prompts'>, clock: Clock): Directory<TenantSettings> => {
  const services = new Cache<ReadonlySet<string> | undefined>(optionsWith(clock));
  return {
    ...createTenantDirectory(tables, clock),
    serviceTenants: (clientId) => services.get(clientId, () => tables.registry.serviceTenants(clientId)),
    lastRegistered: (clientId, tenant) => services.last(clientId)?.value?.has(tenant) ?? false,
    refuses: (clientId, tenant) => {
      const registration = services.fresh(clientId);
      return registration !== undefined && !registration.value?.has(tenant);
    },
  };
};
