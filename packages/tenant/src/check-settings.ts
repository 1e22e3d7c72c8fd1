import { en } from 'zod/locales';
import { type TenantSettings, tenantSettings } from './settings';

export type CheckedSettings =
  | { readonly settings: TenantSettings }
  /** What is wrong, field by field: `limits.requests_per_minute: …`. */
  | { readonly faults: readonly string[] };

/** Checks settings that a person wrote, with zod's English messages, which are too large for a function's bundle. */
export const checkSettings = (value: unknown): CheckedSettings => {
  const result = tenantSettings.safeParse(value, { error: en().localeError });
  if (result.success) return { settings: result.data };
  return {
    faults: result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `${[...issue.path, key].join('.')}: is not known`)
        : [`${issue.path.join('.')}: ${issue.message}`],
    ),
  };
};
