import { systemClock } from '@frontdesk/core/time';
import { openAllTables } from '@frontdesk/tables';
import { type TenantSettings, tenantSettings } from '@frontdesk/tenant';
import { sharedStack } from './api';
import { adminDocumentClient } from './aws';

/** Gives a tenant settings as an operator would. Functions that know it already notice within 30 seconds. */
export const putSettings = async (tenant: string, settings: Partial<TenantSettings>): Promise<void> => {
  const client = adminDocumentClient();
  const tables = openAllTables({
    clientFor: () => client,
    registryClient: client,
    namePrefix: sharedStack().name_prefix,
    clock: systemClock,
  });
  try {
    const { prompts, commit } = tables.forTenant(tenant);
    await commit([prompts.putSettings(tenantSettings.parse({ ...(await prompts.settings()), ...settings }))]);
  } finally {
    client.destroy();
  }
};
