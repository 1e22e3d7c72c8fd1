import { isDeepStrictEqual } from 'node:util';
import { isTenantId } from '@frontdesk/core/identity';
import { mapNumber, PHONE_NUMBER, registerService } from '@frontdesk/tables';
import { defaultSettings } from '@frontdesk/tenant';
import { type Operator, type TenantCommand, UsageError } from './operator';
import { changeSettings, set, settings } from './settings';

const create: TenantCommand = {
  value: '[NAME]',
  run: async (operator, tenant, name) => {
    await changeSettings(operator, tenant, (known) => {
      if (isDeepStrictEqual(known, defaultSettings())) return { ...known, display_name: name || tenant };
      throw new UsageError(`${tenant} already has settings (status: ${known.status}). Nothing was changed.`);
    });
    return `${tenant} was created. Next: a staff user (create-user.sh) and a service client (tenant.sh register-service).`;
  },
};

const suspend: TenantCommand = {
  run: async (operator, tenant) => {
    await changeSettings(operator, tenant, (known) => ({ ...known, status: 'suspended' }));
    return `${tenant} is suspended. Its requests are refused within 30 seconds.`;
  },
};

const resume: TenantCommand = {
  run: async (operator, tenant) => {
    await changeSettings(operator, tenant, (known) => ({ ...known, status: 'active' }));
    return `${tenant} is active again, within 30 seconds.`;
  },
};

const register: TenantCommand = {
  value: 'CLIENT',
  run: async ({ client, table }, tenant, clientId) => {
    if (!/^[A-Za-z0-9+_]{1,128}$/.test(clientId)) throw new UsageError(`'${clientId}' is not a Cognito client id.`);
    await registerService(client, table, clientId, tenant);
    return `The service client ${clientId} may act for ${tenant}, within 30 seconds.`;
  },
};

const number: TenantCommand = {
  value: 'NUMBER',
  run: async ({ client, table }, tenant, phoneNumber) => {
    if (!PHONE_NUMBER.test(phoneNumber)) {
      throw new UsageError(`'${phoneNumber}' is not a phone number in E.164 format, like +81312345678.`);
    }
    const owner = await mapNumber(client, table, phoneNumber, tenant);
    if (owner !== tenant) throw new UsageError(`${phoneNumber} belongs to ${owner}.`);
    return `${phoneNumber} belongs to ${tenant}.`;
  },
};

const chatbase: TenantCommand = {
  value: 'ASSISTANT',
  run: async (operator, tenant, assistant) => {
    await changeSettings(operator, tenant, (known) => ({ ...known, chatbase_assistant_id: assistant }));
    return `${tenant} now uses the Chatbase assistant ${assistant}.`;
  },
};

/** The commands of `scripts/tenant.sh`, by name. */
export const TENANT_COMMANDS: Readonly<Record<string, TenantCommand>> = {
  create,
  suspend,
  resume,
  settings,
  set,
  'register-service': register,
  'map-number': number,
  'map-chatbase': chatbase,
};

/**
 * Runs one command.
 * @param words the command as it was typed, word by word.
 * @returns the text to print.
 * @throws UsageError
 */
export const runTenantCommand = async (operator: Operator, words: readonly string[]): Promise<string> => {
  const [name = '', tenant = '', value = '', ...more] = words;
  const command = TENANT_COMMANDS[name];
  if (!command)
    throw new UsageError(
      `There is no command '${name}'. The commands are: ${Object.keys(TENANT_COMMANDS).join(', ')}.`,
    );
  const optional = command.value === undefined || command.value.startsWith('[');
  if (more.length > 0 || (value !== '' && command.value === undefined) || (value === '' && !optional)) {
    throw new UsageError(`Usage: tenant.sh ${[name, 'ENV', 'TENANT', command.value].filter(Boolean).join(' ')}`);
  }
  if (!isTenantId(tenant)) {
    throw new UsageError(
      `'${tenant}' is not a tenant id. It has 2 to 63 characters of a-z, 0-9 and -, and does not start with -.`,
    );
  }
  return command.run(operator, tenant, value);
};
