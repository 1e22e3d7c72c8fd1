import type { Tables } from '@frontdesk/tables';
import { connectionId, type Manner } from './gateway/manner';

export const TENANT = 'bench-shop';

/** Connections that have nothing to do with the thread: of many tenants, two in each thread. */
const OTHERS = 10_000;
const OTHER_TENANTS = 100;
const AT_ONCE = 50;

/** Well past the time in which a connection may still be opening. */
const CONNECTED_MS_AGO = 60_000;
const TOKEN_MS = 3_600_000;

const eachOf = async (count: number, work: (number: number) => Promise<unknown>): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

const join = (tables: Pick<Tables, 'forTenant'>, tenant: string, threadId: string, connection_id: string) => {
  const now = Date.now();
  const connection = {
    connection_id,
    user_id: connection_id,
    role: 'visitor',
    connected_at: now - CONNECTED_MS_AGO,
  } as const;
  return tables.forTenant(tenant).connections.join(threadId, connection, now + TOKEN_MS);
};

export const seedOthers = (tables: Tables): Promise<void> =>
  eachOf(OTHERS, (number) =>
    join(tables, `other-${number % OTHER_TENANTS}`, `t-${number >> 1}`, connectionId('well', `other-${number}`)),
  );

/** In a troubled thread every fifth connection takes frames badly, in one of four ways. */
const TROUBLES: readonly Manner[] = ['never', 'throttled', 'gone', 'slowly'];
const EVERY = 5;

const mannerAt = (place: number, isTroubled: boolean): Manner =>
  isTroubled && place % EVERY === 0 ? (TROUBLES[(place / EVERY) % TROUBLES.length] ?? 'well') : 'well';

const memberAt = (threadId: string, place: number, isTroubled: boolean): string =>
  connectionId(mannerAt(place, isTroubled), `${threadId}.${place}`);

/** Fills a thread. Those who were found gone, and so were removed, come back. */
export const seedThread = (
  tables: Pick<Tables, 'forTenant'>,
  threadId: string,
  members: number,
  isTroubled: boolean,
): Promise<void> => eachOf(members, (place) => join(tables, TENANT, threadId, memberAt(threadId, place, isTroubled)));

/** Empties a thread. */
export const clearThread = (
  tables: Pick<Tables, 'forTenant'>,
  threadId: string,
  members: number,
  isTroubled: boolean,
): Promise<void> =>
  eachOf(members, (place) =>
    tables.forTenant(TENANT).connections.leave(threadId, memberAt(threadId, place, isTroubled)),
  );
