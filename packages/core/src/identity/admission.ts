import { Problem } from '../errors/problem';
import type { AdmissibleTenant } from './admissible-tenant';
import type { Directory } from './directory';
import { type Limiter, tenantPolicy } from './limiter';
import type { Principal } from './principal';

/** What is known about a request once it is let in. */
export interface Admission {
  readonly settings: AdmissibleTenant;
  /** Headers for the answer: how much of its limit the tenant has left. */
  readonly headers: Readonly<Record<string, string>>;
}

export const notAllowed = (): Problem =>
  new Problem('tenant_not_allowed', { detail: 'The service client is not registered for the tenant in x-client-id.' });

/** Staff have proved their tenant with their token; a service must be registered for it. */
const checkRegistration = async (principal: Principal, directory: Directory): Promise<void> => {
  if (principal.kind === 'staff') return;
  const tenants = await directory.serviceTenants(principal.id);
  if (!tenants)
    throw new Problem('service_not_registered', { detail: 'Register it with scripts/tenant.sh register-service.' });
  if (!tenants.has(principal.tenant)) throw notAllowed();
};

/** A promise that is awaited later; until then its rejection must not count as unhandled. */
const later = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

/** Whether the caller had authority when it was last looked up: enough to be counted while that is looked up again. */
const hadAuthority = (principal: Principal, directory: Directory): boolean =>
  principal.kind === 'staff' || directory.lastRegistered(principal.id, principal.tenant);

/**
 * Lets a request in. Authority comes first: nobody may learn whether a foreign tenant exists or is suspended, and nobody
 * who may not act for a tenant may use up its limit. The limiter counts by what was last known, while registration and
 * settings are read again; only the first request for a tenant in this process waits for one after the other.
 * @throws Problem 403 or 429.
 */
export const admit = async (principal: Principal, directory: Directory, limiter: Limiter): Promise<Admission> => {
  const { tenant } = principal;
  // A refusal that is already known needs no look-up of the tenant.
  if (principal.kind === 'service' && directory.refuses(principal.id, tenant)) {
    await checkRegistration(principal, directory);
  }
  const reading = later(directory.settings(tenant));
  const checking = later(checkRegistration(principal, directory));
  if (!hadAuthority(principal, directory)) await checking;
  const { limits } = directory.lastKnown(tenant) ?? (await reading);
  const counting = later(limiter.take(tenantPolicy(limits.requests_per_minute), tenant));
  await checking;
  const settings = await reading;
  if (settings.status === 'suspended') {
    throw new Problem('tenant_suspended', { detail: 'The tenant is suspended. Its data is kept.' });
  }
  return { settings, headers: await counting };
};
