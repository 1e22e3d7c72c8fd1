import { fitting } from '@frontdesk/core/page-room';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { hasExpired } from '../access/expiry';
import { MAX_PAGE_BYTES, queryAll } from '../access/pages';
import type { Partition } from '../access/partition';
import { logsTable } from '../definitions/logs';
import { logRange } from './contact';
import type { Session, Turn } from './turn';
import { isPosition, positionOf, turnOf } from './turn-item';

/** Sorts after every position. */
const END = '\uffff';

/**
 * A session's turns, ordered by time. They may be stored under more than one contact (first `web:<session>`, then the
 * number the customer gave), so each contact's range is read from the same position on and the pages are merged.
 */
export const sessionTurns = async (
  { tenant, client, clock, table }: Partition,
  session: Session,
  { limit, cursor }: PageRequest,
): Promise<Page<Turn>> => {
  const scope = [tenant, 'session', session.session_id];
  const after = cursor === undefined ? session.started_at : decodeCursor(cursor, scope, isPosition);

  const next = async (contact: string): Promise<Turn[]> => {
    const turns: Turn[] = [];
    const input = {
      TableName: table(logsTable.name),
      KeyConditionExpression: 'client_id = :tenant AND sk BETWEEN :from AND :to',
      FilterExpression: 'session_id = :session',
      ExpressionAttributeValues: {
        ':tenant': tenant,
        ':from': logRange(contact) + after,
        ':to': logRange(contact) + END,
        ':session': session.session_id,
      },
      ConsistentRead: true,
    };
    for await (const item of queryAll(client, input)) {
      const turn = turnOf(item);
      if (hasExpired(item, clock) || positionOf(turn) === after) continue;
      turns.push(turn);
      if (turns.length > limit) break;
    }
    return turns;
  };

  const found = (await Promise.all([...session.contacts].map(next))).flat();
  const turns = found.sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
  const items = fitting(turns.slice(0, limit), MAX_PAGE_BYTES);
  const last = items.at(-1);
  return { items, nextCursor: turns.length > items.length && last ? encodeCursor(positionOf(last), scope) : null };
};
