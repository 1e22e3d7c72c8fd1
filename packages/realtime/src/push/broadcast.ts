import { INBOX } from '@frontdesk/core/identity';
import type { Connection } from '@frontdesk/tables';
import type { RealtimeDeps, ThreadTables } from '../deps';
import type { PushedFrame } from '../frames/pushed';

/**
 * Posts at once. All callbacks of an account share one bucket of requests
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html).
 */
const AT_ONCE = 50;

/**
 * Milliseconds for which a connection may still be opening: its `$connect` has so long to answer. Until then API Gateway says of
 * it, as of one that is closed, that it is gone.
 */
const OPENING_MS = 29_000;

/** What pushing needs. */
export type PushDeps = Pick<RealtimeDeps, 'connections' | 'metrics' | 'clock'>;

/** How many connections of whom a frame has reached. */
export interface Reached {
  readonly sent: number;
  readonly failed: number;
}

/** Whom a frame is for. */
export interface Audience {
  /** Not this connection: it knows already. */
  readonly except?: string | undefined;
  readonly only?: 'staff';
}

/** Works on items, some at a time. */
const eachOf = async <T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
};

/**
 * Pushes a frame to connections. A connection that is gone is removed; one that is slow, or still opening, misses the frame, and
 * catches up when its client lists messages. A failed post never fails what caused it.
 */
export const pushTo = async (
  members: readonly Connection[],
  threadId: string,
  frame: PushedFrame,
  { connections, metrics, clock }: PushDeps,
  tables: Pick<ThreadTables, 'connections'>,
): Promise<Reached> => {
  const text = JSON.stringify(frame);
  let sent = 0;
  await eachOf(members, AT_ONCE, async ({ connection_id, connected_at }) => {
    try {
      const posted = await connections.post(connection_id, text);
      if (posted === 'sent') sent += 1;
      if (posted === 'slow') metrics.count('SlowConnections');
      const mayOpen = connected_at > clock.now() - OPENING_MS;
      if (posted === 'gone' && !mayOpen) await tables.connections.leave(threadId, connection_id);
    } catch {
      metrics.count('FailedPosts');
    }
  });
  return { sent, failed: members.length - sent };
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
): Promise<Reached> =>
  pushTo(chosen(await tables.connections.members(threadId), audience), threadId, frame, deps, tables);

/** Pushes a frame to the staff who follow all of the tenant's threads. */
export const tellInbox = (
  frame: PushedFrame,
  deps: PushDeps,
  tables: Pick<ThreadTables, 'connections'>,
): Promise<Reached> => broadcast(INBOX, frame, deps, tables);
