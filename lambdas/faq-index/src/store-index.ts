import { followAtOnce, packSnapshot, readSnapshot } from '@frontdesk/assistant/retrieval';
import { consumerOf } from '@frontdesk/core/declare';
import type { Clock } from '@frontdesk/core/time';
import type { StoredSnapshots } from '@frontdesk/runtime';
import { type FaqRepository, faqReader, type WorkerTables } from '@frontdesk/tables';
import * as z from 'zod/mini';

export interface Deps {
  readonly tables: WorkerTables<'faq' | 'prompts'>;
  readonly snapshots: StoredSnapshots;
  readonly clock: Clock;
}

/** Whether one query reads the whole FAQ: then a new instance is as fast without a snapshot. */
const isSmall = async (faq: FaqRepository): Promise<boolean> => {
  let pages = 0;
  for await (const _ of faq.pages()) if (++pages > 1) return false;
  return true;
};

export const storeIndex = consumerOf<Deps>()({
  operation: 'storeFaqIndex',
  summary: "A tenant's FAQ was changed: the snapshot of its index is to be brought up to date",
  body: z.strictObject({}),
  handle: async ({ tenant, log }, { tables, snapshots, clock }) => {
    const tenantTables = tables.forTenant(tenant);
    const { faq, prompts, commit } = tenantTables;
    const state = await prompts.faqState();
    // Read even if the state says that it is up to date: it may have been made in another way, which this release cannot read.
    const bytes = state.snapshot === undefined ? undefined : await snapshots.get(tenant);
    const stored = bytes && readSnapshot(bytes);
    // One message comes for each change, and one snapshot may have had them all.
    if (stored ? stored.version >= state.version : await isSmall(faq)) return;
    const source = {
      ...faqReader(tenantTables),
      snapshot: async () => bytes,
      askForSnapshot: async () => undefined,
      now: () => clock.now(),
    };
    const followed = await followAtOnce(state, source);
    const snapshot = packSnapshot(followed);
    await snapshots.put(tenant, snapshot);
    await commit([prompts.faqSnapshotMade(followed.version)]);
    log.info('the index of a FAQ is stored', { version: followed.version, bytes: snapshot.byteLength });
  },
});
