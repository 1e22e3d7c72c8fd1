import { SERVICE_CLIENTS } from '@frontdesk/core/declare';
import { type DocumentClient, registerService } from '@frontdesk/tables';
import type { UserPool } from '../cognito/user-pool';
import { DEMO_TENANTS } from './seed';
import { DEMO_PASSWORD } from './tenant-seed';

/** The service client that every stack has: what a voice server signs in with. */
export const [DEMO_SERVICE] = SERVICE_CLIENTS;

/** Makes the demo tenants' staff and a service client registered for both tenants, where they are not there yet. */
export const seedUsers = async (pool: UserPool, client: DocumentClient, namePrefix: string): Promise<void> => {
  for (const { tenant, staff } of DEMO_TENANTS) {
    for (const { email, groups } of staff) {
      await pool.createUser({ email, password: DEMO_PASSWORD, tenantId: tenant, groups });
    }
  }
  const { clientId } = await pool.createServiceClient(DEMO_SERVICE);
  for (const { tenant } of DEMO_TENANTS) {
    await registerService(client, (name) => `${namePrefix}-${name}`, clientId, tenant);
  }
};
