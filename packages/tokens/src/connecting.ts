import { Problem } from '@frontdesk/core/errors';
import { type Directory, INBOX, THREAD_ID } from '@frontdesk/core/identity';
import { ConnectionRefused, type SocketIdentity } from '@frontdesk/core/socket';
import type { StaffTokens } from './staff/staff-tokens';
import type { VisitorTokens } from './visitors/visitor-tokens';

/** What a client asks for in the query of `$connect`. */
export interface Opening {
  readonly userId?: string | undefined;
  readonly threadId?: string | undefined;
  readonly token?: string | undefined;
}

/** Who is at the other end of a connection. API Gateway hands it to every later frame, as strings. */
export type ConnectionIdentity = SocketIdentity & {
  readonly clientId: string;
  /** The one thread of the connection, or `@inbox`, which only staff have. */
  readonly threadId: string;
  /** The visitor's id; of staff the `sub`, whichever name they connected with. */
  readonly userId: string;
  readonly role: 'visitor' | 'staff';
  /** When the token expires: epoch milliseconds, in digits. */
  readonly expiresAt: string;
};

export interface ConnectingDeps {
  readonly visitors: Pick<VisitorTokens, 'verify'>;
  readonly staff: Pick<StaffTokens, 'verify'>;
  readonly directory: Pick<Directory, 'settings'>;
}

const noSuchBearer = (): ConnectionRefused => new ConnectionRefused(401, 'the token is missing, expired or not ours');

const forbidden = (reason: string): ConnectionRefused => new ConnectionRefused(403, reason);

/** Visitor tokens are the only ones with a symmetric signature. Which verifier is asked decides nothing: each is strict. */
const isVisitorToken = (token: string): boolean => {
  try {
    return JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString()).alg === 'HS256';
  } catch {
    return false;
  }
};

const asVisitor = async (
  token: string,
  { userId, threadId }: Opening,
  visitors: ConnectingDeps['visitors'],
): Promise<ConnectionIdentity> => {
  const proved = await visitors.verify(token);
  if (!proved) throw noSuchBearer();
  if (userId !== proved.visitorId) throw forbidden("userId is not the token's visitor");
  if (threadId !== proved.threadId) throw forbidden("threadId is not the visitor's thread");
  const { tenant, expiresAt } = proved;
  return { clientId: tenant, threadId, userId, role: 'visitor', expiresAt: String(expiresAt) };
};

/** A genuine token of the wrong kind, such as a service's, is forbidden; `identify` says why. */
const asProblem = (error: unknown): never => {
  throw error instanceof Problem && error.status === 403 ? forbidden(error.code) : error;
};

const asStaff = async (
  token: string,
  { userId = '', threadId = '' }: Opening,
  staff: ConnectingDeps['staff'],
): Promise<ConnectionIdentity> => {
  const proved = await staff.verify(token).catch(asProblem);
  if (!proved) throw noSuchBearer();
  const { identity, names, expiresAt } = proved;
  if (identity.kind !== 'staff') throw forbidden('a service opens no connection');
  if (!names.includes(userId)) throw forbidden("userId is none of the user's names");
  if (threadId !== INBOX && !THREAD_ID.test(threadId)) throw forbidden('threadId is neither a thread nor @inbox');
  return { clientId: identity.tenant, threadId, userId: identity.id, role: 'staff', expiresAt: String(expiresAt) };
};

/**
 * Decides who may open a connection: a visitor to their own thread, staff to any thread of their tenant or to all of them. A
 * thread need not exist yet.
 * @throws ConnectionRefused 401 if the token proves nobody; 403 if it is another's thread or user, the wrong kind of token, or
 *   a suspended tenant. Any other error means that it could not be decided.
 */
export const connecting = async (opening: Opening, deps: ConnectingDeps): Promise<ConnectionIdentity> => {
  const { token } = opening;
  if (!token) throw noSuchBearer();
  const identity = isVisitorToken(token)
    ? await asVisitor(token, opening, deps.visitors)
    : await asStaff(token, opening, deps.staff);
  const { status } = await deps.directory.settings(identity.clientId);
  if (status === 'suspended') throw forbidden('the tenant is suspended');
  return identity;
};
