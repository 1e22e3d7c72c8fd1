import { Cache } from '@frontdesk/core/cache';
import type { Directory } from '@frontdesk/core/identity';
import type { Clock } from '@frontdesk/core/time';
import type { TenantSettings } from '@frontdesk/tenant';
import type { Tables, WorkerTables } from '../tables';

/** How old a cached answer may be, in milliseconds: a suspension or a registration takes effect within this time. */
const MAX_AGE_MS = 30_000;
/** Whoever asks for ever new keys displaces nobody who is asked for all the time. */
const MAX_ENTRIES = 5_000;

/** Tenants' settings, cached for as long as the directory caches them. */
export const createSettingsReader = (
  tables: WorkerTables<'prompts'>,
  clock: Clock,
): ((tenant: string) => Promise<TenantSettings>) => {
  const settings = new Cache<TenantSettings>({ maxWeight: MAX_ENTRIES, maxAgeMs: MAX_AGE_MS, clock });
  return (tenant) => settings.get(tenant, () => tables.forTenant(tenant).prompts.settings());
};

/** The directory for the HTTP pipeline, on top of the tables. */
export const createDirectory = (tables: Tables<'prompts'>, clock: Clock): Directory<TenantSettings> => {
  const options = { maxWeight: MAX_ENTRIES, maxAgeMs: MAX_AGE_MS, keepsLast: true, clock };
  const settings = new Cache<TenantSettings>(options);
  const services = new Cache<ReadonlySet<string> | undefined>(options);
  return {
    settings: (tenant) => settings.get(tenant, () => tables.forTenant(tenant).prompts.settings()),
    lastKnown: (tenant) => settings.last(tenant)?.value,
    serviceTenants: (clientId) => services.get(clientId, () => tables.registry.serviceTenants(clientId)),
    lastRegistered: (clientId, tenant) => services.last(clientId)?.value?.has(tenant) ?? false,
    refuses: (clientId, tenant) => {
      const registration = services.fresh(clientId);
      return registration !== undefined && !registration.value?.has(tenant);
    },
  };
};
