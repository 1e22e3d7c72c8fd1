import type { ManifestGrant } from './manifest';

/** Whether the grants allow an action (named as in IAM) on a resource (by its logical name). */
export const allows = (
  grants: readonly ManifestGrant[],
  action: string,
  { kind, name }: ManifestGrant['resource'],
): boolean =>
  grants.some(({ resource, actions }) => resource.kind === kind && resource.name === name && actions.includes(action));
