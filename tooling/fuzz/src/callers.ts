import { defaultSettings } from '@frontdesk/tenant';
import { freshTenant, serviceClient, staffOf } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import type { Caller } from './request';

/**
 * Creates two tenants, each with a staff user and a service. Their limits are so high that they never stop a request.
 */
export const makeCallers = async (): Promise<Caller[]> => {
  const callers = await Promise.all(
    ['ALPHA', 'OMEGA'].map(async (name) => {
      const tenant = freshTenant(name.toLowerCase());
      const limits = { ...defaultSettings().limits, requests_per_minute: 1_000_000 };
      await putSettings(tenant, { limits, public_chat: true });
      const [staff, service] = await Promise.all([staffOf(tenant), serviceClient(tenant)]);
      return [
        { variable: `${name}_STAFF`, token: staff.id, home: tenant },
        { variable: `${name}_SERVICE`, token: service.token, tenant, home: tenant },
      ];
    }),
  );
  return callers.flat();
};
