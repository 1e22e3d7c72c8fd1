/**
 * A claim as the event has it: text, in the form in which Go prints values. So a list becomes `[admin agent]`, and a
 * number becomes its digits. AWS documents none of this, but functions do see it.
 */
const claimText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `map[${fields.map(([name, field]) => `${name}:${claimText(field)}`).join(' ')}]`;
};

export const claimTexts = (claims: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]));

/** The scopes a token grants: `scope` as OAuth writes it, or `scp` as some issuers do, as text or as a list. */
export const tokenScopes = (claims: Readonly<Record<string, unknown>>): string[] => {
  const value = claims.scope ?? claims.scp;
  if (Array.isArray(value)) return value.filter((scope) => typeof scope === 'string');
  return typeof value === 'string' ? value.split(/\s+/).filter((scope) => scope !== '') : [];
};
