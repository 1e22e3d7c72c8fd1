import { SNAPSHOT_FORMAT, type Snapshots } from '@frontdesk/assistant/retrieval';
import { createObjects } from '@frontdesk/aws';
import { present, readConfig } from '@frontdesk/core/config';
import type { Base } from './base';
import { faqIndexBucket } from './declare';

const environment = { ACCOUNT_ID: present };

export interface StoredSnapshots extends Pick<Snapshots, 'get'> {
  /** Replaces a tenant's last one. */
  put(tenant: string, snapshot: Uint8Array): Promise<void>;
}

/** An object a tenant. Releases that make snapshots in different ways leave each other's alone. */
const keyOf = (tenant: string): string => `${SNAPSHOT_FORMAT}/${tenant}`;

/** The snapshots of a function that is granted `faqIndexBucket`. One that cannot be read is as good as none. */
export const faqSnapshots = ({ namePrefix, log }: Pick<Base, 'namePrefix' | 'log'>): StoredSnapshots => {
  const { ACCOUNT_ID: accountId } = readConfig(environment);
  const objects = createObjects({ namePrefix, accountId });
  return {
    get: async (tenant) => {
      try {
        return await objects.get(faqIndexBucket, keyOf(tenant));
      } catch (error) {
        log.warn('a snapshot of an index could not be read', { tenant, error });
        return undefined;
      }
    },
    put: (tenant, snapshot) => objects.put(faqIndexBucket, keyOf(tenant), snapshot),
  };
};
