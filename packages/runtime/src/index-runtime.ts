import { IndexCache, type Snapshots } from '@frontdesk/assistant/retrieval';
import { once } from '@frontdesk/core/cache';
import { continueTrace } from '@frontdesk/core/invocation';
import type { Base } from './base';
import { faqIndexQueue } from './declare';
import { faqSnapshots } from './faq-snapshots';
import { senderRuntime } from './sender-runtime';

type Parts = Pick<Base, 'clock' | 'log' | 'namePrefix'>;

/** Asks for a snapshot as a change of the FAQ would. */
const askFor = (base: Parts): Snapshots['ask'] => {
  const sender = once(() => senderRuntime(base));
  return async (tenant) => {
    try {
      const origin = { tenant, traceparent: continueTrace(undefined) };
      await sender().sendMessage(faqIndexQueue, { body: {}, origin });
    } catch (error) {
      base.log.warn('a snapshot of an index could not be asked for', { tenant, error });
    }
  };
};

/** The FAQ indexes of a function that declares `indexGrants`. */
export const indexRuntime = (base: Parts): IndexCache =>
  new IndexCache({
    clock: base.clock,
    snapshots: { get: faqSnapshots(base).get, ask: askFor(base) },
    onFailure: (error) => base.log.warn('an index could not follow its FAQ', { error }),
  });
