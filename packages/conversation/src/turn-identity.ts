import { type Ids, isoTime, timeOfId } from '@frontdesk/core/time';
import type { History, Turn } from '@frontdesk/tables';

/** The key under which a turn is stored. */
export type TurnIdentity = Pick<Turn, 'message_id' | 'contact' | 'ts'>;

/** The turn that an earlier try of the same request stored, when no model could answer it. */
const earlierTry = ({ turns }: History, origin: string | undefined): Turn | undefined =>
  turns.find(({ message_id }) => message_id === origin);

/** The history without the turn that is being repeated: the assistant must not read its own question twice. */
export const historyBefore = (history: History, origin: string | undefined): History => {
  const earlier = earlierTry(history, origin);
  return earlier ? { ...history, turns: history.turns.filter((turn) => turn !== earlier) } : history;
};

/**
 * A turn's identity: a new one or, for a request with an idempotency key, the same one for every try, so that the answer
 * completes what an earlier try stored, and however many tries it takes, there is one turn.
 */
export const turnIdentity = (history: History, origin: string | undefined, ids: Ids, now: number): TurnIdentity => {
  const contact = earlierTry(history, origin)?.contact ?? history.contact;
  return origin === undefined
    ? { message_id: ids.next(now), contact, ts: isoTime(now) }
    : { message_id: origin, contact, ts: isoTime(timeOfId(origin)) };
};
