import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isObject, type JsonObject, mergePatch } from '@frontdesk/core/json';
import { repeatOnContention } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { checkSettings } from '@frontdesk/tenant/check-settings';
import { type Operator, type TenantCommand, UsageError } from './operator';

/** How long a change is retried while others change the same settings, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Changes a tenant's settings. If somebody else changes them at the same time, they are read again and the change is
 * repeated.
 * @throws UsageError that names every wrong field, and whatever `changed` throws.
 */
export const changeSettings = async (
  { tables, clock }: Operator,
  tenant: string,
  changed: (settings: TenantSettings) => unknown,
): Promise<void> => {
  const { prompts, commit } = tables.forTenant(tenant);
  const until = clock.now() + PATIENCE_MS;
  await repeatOnContention(
    async () => {
      const found = await prompts.settingsToChange();
      const checked = checkSettings(changed(found.settings));
      if ('faults' in checked) throw new UsageError(['Nothing was changed.', ...checked.faults].join('\n'));
      await commit([found.replacedBy(checked.settings)]);
    },
    () => until - clock.now(),
  );
};

const textOf = async ({ stdin, folder }: Operator, source: string): Promise<string> => {
  if (source === '-') return stdin();
  if (source.trimStart().startsWith('{')) return source;
  try {
    return await readFile(resolve(folder, source), 'utf8');
  } catch {
    throw new UsageError(`'${source}' is neither a JSON object nor a readable file.`);
  }
};

const patchOf = async (operator: Operator, source: string): Promise<JsonObject> => {
  const text = await textOf(operator, source);
  try {
    const patch: unknown = JSON.parse(text);
    if (isObject(patch) && Object.keys(patch).length > 0) return patch;
  } catch (error) {
    throw new UsageError(`This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UsageError('Give a JSON object with the fields to set, like {"temperature": 0.5}.');
};

/** Prints a tenant's settings, with the defaults for what it has not set. */
export const settings: TenantCommand = {
  run: async ({ tables }, tenant) => JSON.stringify(await tables.forTenant(tenant).prompts.settings(), null, 2),
};

/** Merges fields into a tenant's settings. A field that is null gets its default back. */
export const set: TenantCommand = {
  value: 'JSON|FILE|-',
  run: async (operator, tenant, source) => {
    const patch = await patchOf(operator, source);
    if ('status' in patch) throw new UsageError('Change the status with tenant.sh suspend and tenant.sh resume.');
    await changeSettings(operator, tenant, (known) => mergePatch(known, patch));
    return `The settings of ${tenant} were changed (${Object.keys(patch).join(', ')}). Running functions use them within 30 seconds.`;
  },
};
