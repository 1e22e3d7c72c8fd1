import { routeOf, socketRouteOf } from '@frontdesk/core/declare';
import type { Limiter } from '@frontdesk/core/identity';
import type { Frame } from '@frontdesk/core/socket';
import type { Ids } from '@frontdesk/core/time';
import type { RealtimeDeps } from '@frontdesk/realtime';
import type { RequestTables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';
import type { ConnectingDeps } from '@frontdesk/tokens';

export interface Deps extends RealtimeDeps {
  readonly tables: RequestTables<'threads' | 'messages' | 'connections'>;
  readonly limiter: Limiter;
  readonly ids: Ids;
  /** What decides who may open a connection. */
  readonly connecting: ConnectingDeps;
}

/** Makes the HTTP routes. */
export const route = routeOf<Deps, TenantSettings>();

/** Makes the WebSocket routes. */
export const socketRoute = socketRouteOf<Deps>();

export type AnyFrame = Omit<Frame<unknown>, 'body'>;

const ADMITTED = Promise.resolve();

/** The tables of a frame's tenant. The authorizer has let the connection in, so nothing has to be waited for. */
export const tablesOf = (
  { tenant }: Pick<AnyFrame, 'tenant'>,
  { tables }: Deps,
  admitted: Promise<unknown> = ADMITTED,
) => tables.forRequest({ tenant, admitted });
