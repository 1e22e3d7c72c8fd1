import { routeOf } from '@frontdesk/core/declare';
import type { Request } from '@frontdesk/core/http';
import type { Clock, Ids } from '@frontdesk/core/time';
import type { Scheduling } from '@frontdesk/scheduling';
import type { RequestTables } from '@frontdesk/tables';
import type { TenantSettings } from '@frontdesk/tenant';

export interface Deps {
  readonly tables: RequestTables<'tasks'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const route = routeOf<Deps, TenantSettings>();

/** Scheduling for a request's tenant, within the time that the request has left. */
export const schedulingOf = (
  request: Pick<Request<unknown, unknown, unknown>, 'tenant' | 'admitted' | 'remainingMs'>,
  { tables, clock, ids }: Deps,
): Scheduling => ({ tables: tables.forRequest(request), clock, ids, remainingMs: request.remainingMs });
