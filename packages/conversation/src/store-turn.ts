import type { Settling } from '@frontdesk/core/http';
import { repeatOnContention, type Session, type TenantTables, type Turn } from '@frontdesk/tables';

/**
 * Stores a turn and makes its session lead to it. If another turn begins the same session at the same time, the session is
 * read again.
 * @param known the session as it was read.
 * @param expiresAt epoch seconds; `undefined` is never.
 */
export const storeTurn = (
  { logs, commit }: Pick<TenantTables, 'logs' | 'commit'>,
  turn: Turn,
  { known, expiresAt }: { readonly known: Session | undefined; readonly expiresAt: number | undefined },
  remainingMs: () => number,
  settling?: Settling,
): Promise<void> => {
  let read = async (): Promise<Session | undefined> => known;
  return repeatOnContention(async () => {
    const session = await read();
    read = () => logs.session(turn.session_id);
    await commit(logs.recordTurn(turn, session, expiresAt), settling);
  }, remainingMs);
};
