import { IndexCache } from '@frontdesk/assistant/retrieval';
import type { Base } from './base';

/** The FAQ indexes of a function that declares `indexGrants`. */
export const indexRuntime = ({ clock, log }: Pick<Base, 'clock' | 'log'>): IndexCache =>
  new IndexCache({
    clock,
    onFailure: (error) => log.warn('an index could not follow its FAQ', { error }),
  });
