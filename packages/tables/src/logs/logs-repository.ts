import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageRequest } from '../access/cursor';
import { hasExpired } from '../access/expiry';
import { queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { logsTable } from '../definitions/logs';
import { logKey, logRange, sessionPointerKey, unansweredKey, webContact } from './contact';
import { sessionTurns } from './session-turns';
import type { Session, Turn } from './turn';
import { turnOf } from './turn-item';
import { type UnansweredQuestion, unansweredItem, unansweredQuestions } from './unanswered';

export interface HistoryRequest {
  readonly sessionId: string;
  /** The customer's number, where this turn names one. */
  readonly phoneNumber?: string;
  /** Turns at most. */
  readonly limit: number;
}

export interface History {
  /** Absent if this is the session's first turn. */
  readonly session?: Session;
  /** Where the next turn is filed. */
  readonly contact: string;
  /** The contact's latest turns, oldest first. */
  readonly turns: readonly Turn[];
}

export interface LogsRepository {
  /**
   * What came before a turn. One parallel wait; a second one only where a session that began with a phone number goes on
   * without naming it.
   */
  history(request: HistoryRequest): Promise<History>;
  /** A turn, the session's pointer where it must change, and the question among the unanswered if it was one. */
  recordTurn(turn: Turn, session: Session | undefined, expiresAt: number | undefined): Write[];
  session(sessionId: string): Promise<Session | undefined>;
  /** A session's turns, oldest first. */
  sessionTurns(session: Session, page: PageRequest): Promise<Page<Turn>>;
  /** What customers asked and the assistant could not answer, newest first. */
  unanswered(page: PageRequest): Promise<Page<UnansweredQuestion>>;
}

export const logsRepository = (partition: Partition): LogsRepository => {
  const { tenant, client, clock, table } = partition;
  const TableName = table(logsTable.name);

  const session = async (sessionId: string): Promise<Session | undefined> => {
    const { Item } = await client.send(
      new GetCommand({ TableName, Key: { client_id: tenant, sk: sessionPointerKey(sessionId) }, ConsistentRead: true }),
    );
    if (!Item || hasExpired(Item, clock)) return undefined;
    return { session_id: sessionId, started_at: String(Item.started_at), contacts: Item.contacts as Set<string> };
  };

  const latest = async (contact: string, limit: number): Promise<Turn[]> => {
    const { items } = await queryUpTo(
      client,
      {
        TableName,
        KeyConditionExpression: 'client_id = :tenant AND begins_with(sk, :range)',
        ExpressionAttributeValues: { ':tenant': tenant, ':range': logRange(contact) },
        ScanIndexForward: false,
        ConsistentRead: true,
      },
      limit,
    );
    return items.filter((item) => !hasExpired(item, clock)).map(turnOf);
  };

  return {
    session,
    history: async ({ sessionId, phoneNumber, limit }) => {
      const contacts = [webContact(sessionId), ...(phoneNumber ? [phoneNumber] : [])];
      const [known, ...found] = await Promise.all([session(sessionId), ...contacts.map((each) => latest(each, limit))]);
      const others = [...(known?.contacts ?? [])].filter((each) => !contacts.includes(each));
      const more = phoneNumber ? [] : await Promise.all(others.map((each) => latest(each, limit)));
      const turns = [...found, ...more].flat().sort((a, b) => (a.ts < b.ts ? -1 : 1));
      return {
        session: known,
        contact: phoneNumber ?? others[0] ?? webContact(sessionId),
        turns: turns.slice(-limit),
      };
    },
    recordTurn: (turn, known, expiresAt) => {
      const expiry = expiresAt === undefined ? {} : { expires_at: expiresAt };
      const put = (sk: string, item: object): Write => ({
        item: { Put: { TableName, Item: { client_id: tenant, sk, ...expiry, ...item } } },
      });
      const writes = [
        put(logKey(turn.contact, turn.ts, turn.message_id), { kind: 'turn', ...turn }),
        ...(turn.unanswered ? [put(unansweredKey(turn.ts, turn.message_id), unansweredItem(turn, expiresAt))] : []),
      ];
      // A pointer that already leads here, and never expires, needs no write.
      if (known?.contacts.has(turn.contact) && expiresAt === undefined) return writes;
      return [
        ...writes,
        {
          item: {
            Update: {
              TableName,
              Key: { client_id: tenant, sk: sessionPointerKey(turn.session_id) },
              UpdateExpression: `SET started_at = if_not_exists(started_at, :at)${expiresAt === undefined ? '' : ', expires_at = :until'} ADD contacts :contact`,
              ExpressionAttributeValues: {
                ':at': turn.ts,
                ':contact': new Set([turn.contact]),
                ...(expiresAt !== undefined && { ':until': expiresAt }),
              },
            },
          },
        },
      ];
    },
    sessionTurns: (known, page) => sessionTurns(partition, known, page),
    unanswered: (page) => unansweredQuestions(partition, page),
  };
};
