import { fitting } from '@frontdesk/core/page-room';
import { batchGet } from '../access/batch-get';
import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { hasExpired } from '../access/expiry';
import { MAX_PAGE_BYTES, queryAll } from '../access/pages';
import type { Partition } from '../access/partition';
import { logsTable } from '../definitions/logs';
import { listedRange, logRange, webContact } from './contact';
import type { Session, Turn } from './turn';
import { isPosition, positionOf, turnOf } from './turn-item';

type Item = Record<string, unknown>;

/** A turn of the session, or where it is stored. */
interface Found {
  /** What orders the turns of all contacts together. */
  readonly position: string;
  readonly contact: string;
  readonly turn?: Turn;
}

interface Range {
  readonly prefix: string;
  /** The position after which to begin. */
  readonly after: string | undefined;
  /** The most items to return; those that have expired are not counted. */
  readonly most: number;
  /** Other sessions' turns lie in the range too. */
  readonly only?: string;
}

/** The next items of a range of keys, which all end with a position. */
const nextOf = async ({ tenant, client, clock, table }: Partition, { prefix, after, most, only }: Range) => {
  const found: Item[] = [];
  const first = after === undefined ? undefined : { client_id: tenant, sk: prefix + after };
  const input = {
    TableName: table(logsTable.name),
    KeyConditionExpression: 'client_id = :tenant AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':tenant': tenant, ':prefix': prefix, ...(only && { ':session': only }) },
    ...(only ? { FilterExpression: 'session_id = :session' } : { Limit: most }),
    ConsistentRead: true,
  };
  for await (const item of queryAll(client, input, first)) {
    if (!hasExpired(item, clock)) found.push(item);
    if (found.length === most) break;
  }
  return found;
};

const foundTurn = (item: Item): Found => {
  const turn = turnOf(item);
  return { position: positionOf(turn), contact: turn.contact, turn };
};

/** Puts the turns in the place of what only leads to them. One that has expired meanwhile is left out. */
const withTurns = async ({ tenant, client, clock, table }: Partition, found: readonly Found[]): Promise<Turn[]> => {
  const keyOf = ({ contact, position }: Found): string => logRange(contact) + position;
  const wanted = found.filter(({ turn }) => !turn).map((each) => ({ client_id: tenant, sk: keyOf(each) }));
  const items = await batchGet(client, table(logsTable.name), wanted);
  const read = new Map(items.filter((item) => !hasExpired(item, clock)).map((item) => [item.sk, turnOf(item)]));
  return found.flatMap((each) => each.turn ?? read.get(keyOf(each)) ?? []);
};

/**
 * A session's turns, ordered by time. They may be stored under more than one contact: first `web:<session>`, whose range is
 * the session's alone, then the number the customer gave, whose range holds all that this customer ever said. There the session's own
 * list leads to its turns. So a page reads about a page, however long the session and however many others the customer had.
 * Only a number whose turns an older version did not list is read from the session's beginning.
 * @returns undefined if there is no such session.
 */
export const sessionTurns = async (
  partition: Partition,
  sessionId: string,
  session: () => Promise<Session | undefined>,
  { limit, cursor }: PageRequest,
): Promise<Page<Turn> | undefined> => {
  const scope = [partition.tenant, 'session', sessionId];
  const after = cursor === undefined ? undefined : decodeCursor(cursor, scope, isPosition);
  // One more than asked for tells whether there is a next page.
  const range = { after, most: limit + 1 };
  const prefix = listedRange(sessionId);
  const [known, web, listed] = await Promise.all([
    session(),
    nextOf(partition, { ...range, prefix: logRange(webContact(sessionId)) }),
    nextOf(partition, { ...range, prefix }),
  ]);
  if (!known) return undefined;

  const unlisted = [...known.whole].filter((contact) => contact !== webContact(sessionId));
  const older = await Promise.all(
    unlisted.map((contact) =>
      nextOf(partition, {
        after: after ?? known.started_at,
        most: limit + 1,
        prefix: logRange(contact),
        only: sessionId,
      }),
    ),
  );
  const places = listed.map(({ sk, contact }) => ({
    position: String(sk).slice(prefix.length),
    contact: String(contact),
  }));
  const found = [...[web, ...older].flat().map(foundTurn), ...places.filter(({ contact }) => !known.whole.has(contact))]
    .sort((a, b) => (a.position < b.position ? -1 : 1))
    .slice(0, limit + 1);

  const page = found.slice(0, limit);
  const turns = await withTurns(partition, page);
  const items = fitting(turns, MAX_PAGE_BYTES);
  const isCut = items.length < turns.length;
  const last = isCut ? positionOf(items.at(-1) as Turn) : page.at(-1)?.position;
  const more = isCut || found.length > limit;
  return { items, nextCursor: more && last !== undefined ? encodeCursor(last, scope) : null };
};
