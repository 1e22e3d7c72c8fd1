import type { Origin } from '@frontdesk/aws';
import type { Thread, ThreadMessage } from '@frontdesk/tables';
import { pushMessage, pushThread } from '../push/push-thread';
import { publishHandoff } from '../send/publish-handoff';
import { wantsAlert } from '../thread/transitions';
import type { RespondDeps, RespondTables } from './deps';

/**
 * Tells everybody of what is stored and still to be told: a reply, and that a person is wanted. It comes twice if whoever told it
 * did not live to remember that; clients know a message by its id, and an alert by its thread and time.
 * @param message the reply, if it need not be read.
 */
export const tell = async (
  thread: Thread,
  origin: Origin,
  deps: RespondDeps,
  tables: RespondTables,
  message?: ThreadMessage,
): Promise<void> => {
  const said = thread.reply?.said;
  const stored = message || said === undefined ? undefined : await tables.messages.find(thread.thread_id, said);
  const reply = message ?? stored?.message;
  await Promise.all([
    reply && pushMessage(thread, reply, deps, tables),
    wantsAlert(thread) && pushThread(thread, deps, tables, { only: 'staff' }),
    wantsAlert(thread) && publishHandoff(thread, origin, deps),
  ]);
};
