import type { Sender } from '@frontdesk/aws';
import type { Log, Metrics } from '@frontdesk/core/observe';
import type { Clock } from '@frontdesk/core/time';
import type { Connection, TenantTables } from '@frontdesk/tables';
import type { Uploads } from './uploads/uploads';

/** How a frame reached a connection. `slow`: it takes no more for now, and catches up later. */
export type Posted = 'sent' | 'gone' | 'slow';

/** The WebSocket API's `@connections`. */
export interface Connections {
  /**
   * Pushes a frame, with a deadline of its own: a connection that hangs delays nobody else's. However many are pushed at once,
   * few are under way at once.
   */
  post(connectionId: string, frame: string): Promise<Posted>;
}

/** What threads need, made once per cold start. Everything that takes time or decides an order goes through these. */
export interface RealtimeDeps {
  readonly connections: Connections;
  readonly sender: Sender;
  readonly uploads: Uploads;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Waits for some milliseconds, or until the signal aborts; it never rejects. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
  /** Days after its last message that a thread is kept, and each message after it was sent. */
  readonly retentionDays: number;
}

/** The tables of the tenant that a thread belongs to. */
export type ThreadTables = TenantTables<'threads' | 'messages' | 'connections'>;

/** Whoever acts in a thread: over a connection, or by HTTP without one. */
export interface Participant {
  readonly user_id: string;
  readonly connection?: Pick<Connection, 'connection_id'>;
}
