import type { Request } from '@frontdesk/core/http';
import { faqIndexQueue } from '@frontdesk/runtime/declare';
import type { Deps } from './deps';

/**
 * Tells whoever stores the index that the FAQ was changed. A message that is lost only leaves the stored index older: whoever
 * starts from it reads the change in the log.
 */
export const announceChange = async (
  { tenant, traceparent, log }: Pick<Request<unknown, unknown, unknown>, 'tenant' | 'traceparent' | 'log'>,
  { sender }: Pick<Deps, 'sender'>,
): Promise<void> => {
  try {
    await sender.sendMessage(faqIndexQueue, { body: {}, origin: { tenant, traceparent } });
  } catch (error) {
    log.warn('the change of a FAQ could not be announced', { error });
  }
};
