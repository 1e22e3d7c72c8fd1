import { IAM_SERVICE } from '@frontdesk/core/declare';
import type { ManifestGrant } from '../manifest';
import type { AnyFunction } from './any-function';

const order = ({ resource }: ManifestGrant): string => `${resource.kind} ${resource.name}`;

/** What a function is granted, as one grant for each resource. */
export const collectGrants = ({ grants }: AnyFunction): ManifestGrant[] => {
  const merged = new Map<string, ManifestGrant>();
  for (const { resource, actions } of grants) {
    const { kind, name } = resource;
    const before = merged.get(`${kind} ${name}`)?.actions ?? [];
    const named = actions.map((action) => `${IAM_SERVICE[kind]}:${action}`);
    merged.set(`${kind} ${name}`, { resource: { kind, name }, actions: [...new Set([...before, ...named])].sort() });
  }
  return [...merged.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
};
