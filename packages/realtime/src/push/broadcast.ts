import { INBOX } from '@frontdesk/core/identity';
import type { Connection } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import type { PushedFrame } from '../frames/pushed';

/**
 * Milliseconds for which a connection may still be opening: its `$connect` has so long to answer. Until then API Gateway says of
 * it, as of one that is closed, that it is gone.
 */
const OPENING_MS = 29_000;

/** What pushing needs. */
export type PushDeps = Pick<RealtimeDeps, 'connections' | 'metrics' | 'clock' | 'log'>;

/** Whom a frame is for. */
export interface Audience {
  /** Not this connection: it knows already. */
  readonly except?: string | undefined;
  readonly only?: 'staff';
}

/**
 * Pushes a frame to connections. A connection that is gone is removed; one that is slow, or still opening, misses the frame, and
 * catches up when its client lists messages. A failed post never fails what caused it. How many posts are under way at once is
 * for `Connections` to bound.
 * @param onMissed hears of each connection that did not get the frame, or of which nobody can tell.
 */
export const pushTo = async (
  members: readonly Connection[],
  threadId: string,
  frame: PushedFrame,
  { connections, metrics, clock, log }: PushDeps,
  tables: Pick<ThreadTables, 'connections'>,
  onMissed: (connectionId: string) => void = () => undefined,
): Promise<void> => {
  const text = JSON.stringify(frame);
  const failures: unknown[] = [];
  const post = async ({ connection_id, connected_at }: Connection): Promise<void> => {
    try {
      const posted = await connections.post(connection_id, text);
      if (posted !== 'sent') onMissed(connection_id);
      if (posted === 'slow') metrics.count('SlowConnections');
      const mayOpen = connected_at > clock.now() - OPENING_MS;
      if (posted === 'gone' && !mayOpen) await tables.connections.leave(threadId, connection_id);
    } catch (error) {
      onMissed(connection_id);
      metrics.count('FailedPosts');
      failures.push(error);
    }
  };
  await Promise.all(members.map(post));
  // One line for all: they usually fail for one reason.
  const [error] = failures;
  if (error !== undefined)
    log.warn('a frame was not pushed to everybody', { frame: frame.action, failed: failures.length, error });
};

const chosen = (members: readonly Connection[], { except, only }: Audience): readonly Connection[] =>
  members.filter(({ connection_id, role }) => connection_id !== except && (only === undefined || role === only));

/** Pushes a frame to a thread's connections. Its cost grows with them, and with nobody else's. */
export const broadcast = async (
  threadId: string,
  frame: PushedFrame,
  deps: PushDeps,
  tables: Pick<ThreadTables, 'connections'>,
  audience: Audience = {},
): Promise<void> => pushTo(chosen(await tables.connections.members(threadId), audience), threadId, frame, deps, tables);

/** Pushes a frame to the staff who follow all of the tenant's threads. */
export const tellInbox = (
  frame: PushedFrame,
  deps: PushDeps,
  tables: Pick<ThreadTables, 'connections'>,
): Promise<void> => broadcast(INBOX, frame, deps, tables);
