import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isObject, type JsonObject, mergePatch } from '@frontdesk/core/json';
import { repeatOnContention } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import { checkSettings } from '@frontdesk/tenant/check-settings';
import { type Operator, type TenantCommand, UsageError } from './operator';

/** How long a change is tried again while others change the same settings, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Changes settings as they are at the moment of the change: if another got in between, they are read and changed again.
 * @throws UsageError that names every field that is wrong, and whatever `changed` throws.
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
    throw new UsageError(`'${source}' is no JSON object, and no file that can be read.`);
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
  throw new UsageError('There must be a JSON object with fields to set, like {"temperature": 0.5}.');
};

/** Prints what a tenant has set, and the defaults of what it has not. */
export const settings: TenantCommand = {
  run: async ({ tables }, tenant) => JSON.stringify(await tables.forTenant(tenant).prompts.settings(), null, 2),
};

/** Merges fields into a tenant's settings. A field that is null has its default again. */
export const set: TenantCommand = {
  value: 'JSON|FILE|-',
  run: async (operator, tenant, source) => {
    const patch = await patchOf(operator, source);
    if ('status' in patch) throw new UsageError('The status is changed by tenant.sh suspend and tenant.sh resume.');
    await changeSettings(operator, tenant, (known) => mergePatch(known, patch));
    return `${tenant} has its new settings (${Object.keys(patch).join(', ')}); functions at work follow within 30 seconds.`;
  },
};
