import { isDeepStrictEqual } from 'node:util';
import { defaultSettings, type TenantSettings, tenantSettings } from '@frontdesk/core/tenant/settings';
import { isTenantId } from '@frontdesk/core/tenant/tenant-id';
import { type DocumentClient, mapNumber, PHONE_NUMBER, registerService, type Tables } from '@frontdesk/tables';

/** What a command works with: the tables of one environment. */
export interface Operator {
  readonly tables: Tables;
  readonly client: DocumentClient;
  /** A table's full name by its logical one. */
  table(name: string): string;
}

/** A command that was given something it cannot use. Its message is for the person who typed it. */
export class UsageError extends Error {}

export interface TenantCommand {
  /** What it takes after the tenant; a name in brackets may be left out. */
  readonly value?: string;
  /** @returns a sentence that says what was done. @throws UsageError */
  run(operator: Operator, tenant: string, value: string): Promise<string>;
}

const change = async (
  { tables }: Operator,
  tenant: string,
  changed: (settings: TenantSettings) => TenantSettings,
): Promise<void> => {
  const { prompts, commit } = tables.forTenant(tenant);
  await commit([prompts.putSettings(tenantSettings.parse(changed(await prompts.settings())))]);
};

const create: TenantCommand = {
  value: '[NAME]',
  run: async (operator, tenant, name) => {
    const known = await operator.tables.forTenant(tenant).prompts.settings();
    if (!isDeepStrictEqual(known, defaultSettings())) {
      throw new UsageError(`${tenant} has settings already (status: ${known.status}); they were left as they are.`);
    }
    await change(operator, tenant, (settings) => ({ ...settings, display_name: name || tenant }));
    return `${tenant} is there. Next: a staff user (create-user.sh) and a service client (tenant.sh register-service).`;
  },
};

const suspend: TenantCommand = {
  run: async (operator, tenant) => {
    await change(operator, tenant, (settings) => ({ ...settings, status: 'suspended' }));
    return `${tenant} is suspended: within 30 seconds its requests are refused.`;
  },
};

const resume: TenantCommand = {
  run: async (operator, tenant) => {
    await change(operator, tenant, (settings) => ({ ...settings, status: 'active' }));
    return `${tenant} is active again, within 30 seconds.`;
  },
};

const register: TenantCommand = {
  value: 'CLIENT',
  run: async ({ client, table }, tenant, clientId) => {
    if (!/^[A-Za-z0-9+_]{1,128}$/.test(clientId))
      throw new UsageError(`'${clientId}' is not a client id of Cognito's.`);
    await registerService(client, table, clientId, tenant);
    return `The service client ${clientId} may act for ${tenant}, within 30 seconds.`;
  },
};

const number: TenantCommand = {
  value: 'NUMBER',
  run: async ({ client, table }, tenant, phoneNumber) => {
    if (!PHONE_NUMBER.test(phoneNumber)) {
      throw new UsageError(`'${phoneNumber}' is not a phone number as E.164 has it, like +81312345678.`);
    }
    const owner = await mapNumber(client, table, phoneNumber, tenant);
    if (owner !== tenant) throw new UsageError(`${phoneNumber} belongs to ${owner}.`);
    return `${phoneNumber} belongs to ${tenant}.`;
  },
};

const chatbase: TenantCommand = {
  value: 'ASSISTANT',
  run: async (operator, tenant, assistant) => {
    await change(operator, tenant, (settings) => ({ ...settings, chatbase_assistant_id: assistant }));
    return `${tenant} has the Chatbase assistant ${assistant}.`;
  },
};

/** The commands of `scripts/tenant.sh`, by name. */
export const TENANT_COMMANDS: Readonly<Record<string, TenantCommand>> = {
  create,
  suspend,
  resume,
  'register-service': register,
  'map-number': number,
  'map-chatbase': chatbase,
};

/**
 * Runs one command, as it was typed.
 * @returns a sentence that says what was done. @throws UsageError
 */
export const runTenantCommand = async (operator: Operator, words: readonly string[]): Promise<string> => {
  const [name = '', tenant = '', value = '', ...more] = words;
  const command = TENANT_COMMANDS[name];
  if (!command)
    throw new UsageError(`There is no command '${name}'. There are: ${Object.keys(TENANT_COMMANDS).join(', ')}.`);
  const optional = command.value === undefined || command.value.startsWith('[');
  if (more.length > 0 || (value !== '' && command.value === undefined) || (value === '' && !optional)) {
    throw new UsageError(`Usage: tenant.sh ${[name, 'ENV', 'TENANT', command.value].filter(Boolean).join(' ')}`);
  }
  if (!isTenantId(tenant)) {
    throw new UsageError(`'${tenant}' is not a tenant's id: 2 to 63 of a-z, 0-9 and -, not starting with -.`);
  }
  return command.run(operator, tenant, value);
};
