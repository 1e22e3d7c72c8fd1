import { IndexCache } from '@frontdesk/assistant/retrieval';
import type { Base } from './base';
import { faqSnapshots } from './faq-snapshots';

/** The FAQ indexes of a function that declares `indexGrants`. */
export const indexRuntime = (base: Pick<Base, 'clock' | 'log' | 'namePrefix'>): IndexCache =>
  new IndexCache({
    clock: base.clock,
    snapshots: faqSnapshots(base),
    onFailure: (error) => base.log.warn('an index could not follow its FAQ', { error }),
  });
