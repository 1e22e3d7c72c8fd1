import { createHash } from 'node:crypto';
import { isoTime } from '@frontdesk/core/clock';
import type { Ids } from '@frontdesk/core/ids';
import type { History, Turn } from '@frontdesk/tables';

/** Where a turn is filed. */
export type TurnIdentity = Pick<Turn, 'message_id' | 'session_id' | 'contact' | 'ts'> & {
  readonly repeat_mark?: string;
};

/**
 * What a request and its repeats have in common: a digest of tenant and `Idempotency-Key`, as long and of the same letters as
 * a session's id; `undefined` without a key.
 */
export const repeatMark = (
  tenant: string,
  headers: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  const key = headers['idempotency-key'];
  return (
    key &&
    createHash('sha256')
      .update(JSON.stringify([tenant, key]))
      .digest('base64url')
      .slice(0, 26)
  );
};

/** The turn that an earlier try of the same request stored, when no model could answer it. */
const unansweredTry = ({ turns }: History, mark: string | undefined): Turn | undefined =>
  mark === undefined ? undefined : turns.find((turn) => turn.repeat_mark === mark && turn.reply === '');

/** The history without the turn that is being repeated: the assistant must not read its own question twice. */
export const historyBefore = (history: History, mark: string | undefined): History => {
  const earlier = unansweredTry(history, mark);
  return earlier ? { ...history, turns: history.turns.filter((turn) => turn !== earlier) } : history;
};

/**
 * A new turn's identity; or, if the request is a repeat of one that was stored without an answer, that turn's, so that the
 * answer completes it and there is one turn however often it took.
 */
export const turnIdentity = (
  history: History,
  sessionId: string,
  mark: string | undefined,
  ids: Ids,
  now: number,
): TurnIdentity => {
  const earlier = unansweredTry(history, mark);
  return {
    message_id: earlier?.message_id ?? ids.next(now),
    session_id: sessionId,
    contact: earlier?.contact ?? history.contact,
    ts: earlier?.ts ?? isoTime(now),
    ...(mark !== undefined && { repeat_mark: mark }),
  };
};
