import { Problem } from '@frontdesk/core/errors';
import { INBOX, THREAD_ID } from '@frontdesk/core/identity';
import type { SocketRole } from '@frontdesk/tables';
import type { AnyFrame } from '../deps';

/** Who is at the other end of a connection, and the thread that a frame of theirs is about. */
export interface Member {
  readonly threadId: string;
  readonly userId: string;
  readonly role: SocketRole;
  readonly connectionId: string;
}

/** What the authorizer handed to the connection. */
export const identityOf = ({ identity, connectionId }: AnyFrame): Member => {
  const { threadId = '', userId = '', role } = identity;
  return { threadId, userId, role: role === 'staff' ? 'staff' : 'visitor', connectionId };
};

/**
 * Checks, for each frame, that the token which opened the connection is still good, and that the frame is about the
 * connection's own thread. Staff who follow all threads may speak in any.
 * @param named the thread that the frame names, if it does.
 * @throws Problem `token_expired`, `thread_not_joined`
 */
export const memberOf = (frame: AnyFrame, named: string | undefined, now: number): Member => {
  const member = identityOf(frame);
  if (Number(frame.identity.expiresAt) <= now) {
    throw new Problem('token_expired', { detail: 'Connect again with a new token.' });
  }
  const threadId = named ?? member.threadId;
  const mayJoin = threadId === member.threadId || (member.threadId === INBOX && member.role === 'staff');
  if (mayJoin && THREAD_ID.test(threadId)) return { ...member, threadId };
  throw new Problem('thread_not_joined', { detail: 'This connection was not opened for that thread.' });
};
