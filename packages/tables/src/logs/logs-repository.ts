import { Problem } from '@frontdesk/core/errors';
import type { Page, PageRequest } from '../access/cursor';
import { hasExpired } from '../access/expiry';
import { queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { logsTable } from '../definitions/logs';
import { logKey, logRange, sessionPointerKey, unansweredKey, webContact } from './contact';
import { requireSameContact } from './session-contact';
import { isListed, type PointerPlace, pointTo, sessionOf } from './session-pointer';
import { sessionTurns } from './session-turns';
import type { Session, Turn } from './turn';
import { listedKey, turnItem, turnOf } from './turn-item';
import { type UnansweredQuestion, unansweredItem, unansweredQuestions } from './unanswered';

export interface HistoryRequest {
  readonly sessionId: string;
  /** The customer's number, if this turn names one. */
  readonly phoneNumber?: string | undefined;
  /** The most turns to return. */
  readonly limit: number;
}

export interface History {
  /** Absent if this is the session's first turn. */
  readonly session?: Session;
  /** The contact under which the next turn is stored. */
  readonly contact: string;
  /** The contact's latest turns, oldest first. */
  readonly turns: readonly Turn[];
}

export interface LogsRepository {
  /**
   * What came before a turn. All reads run in parallel; only a session that has a phone number and does not name it again
   * needs a second round.
   */
  history(request: HistoryRequest): Promise<History>;
  /** What was said before a session that begins now: under the customer's number, if there is one. Oldest first. */
  historyOfNumber(request: Omit<HistoryRequest, 'sessionId'>): Promise<readonly Turn[]>;
  /**
   * The writes of a turn: the turn itself, its place in its session's list and the session's pointer, as far as they change,
   * and the question if it was not answered.
   * Refused with a `Contention` if the session has changed since it was read; a turn without a reply also if the turn has
   * a reply by now.
   * @throws Problem `session_of_other_contact`
   */
  recordTurn(turn: Turn, session: Session | undefined, expiresAt: number | undefined): Write[];
  /** The write of a question that the assistant could not answer, where the turn itself is stored elsewhere: in a thread. */
  askedInVain(question: UnansweredQuestion): Write;
  session(sessionId: string): Promise<Session | undefined>;
  /** A session's turns, oldest first; `undefined` if there is no such session. */
  sessionTurns(sessionId: string, page: PageRequest): Promise<Page<Turn> | undefined>;
  /** What customers asked and the assistant could not answer, newest first. */
  unanswered(page: PageRequest): Promise<Page<UnansweredQuestion>>;
}

/** A try that gave up never overwrites a later one that was answered, however late its write arrives. */
const UNLESS_ANSWERED = {
  ConditionExpression: 'attribute_not_exists(client_id) OR reply = :none',
  ExpressionAttributeValues: { ':none': '' },
};

const alreadyAnswered = (): Problem =>
  new Problem('idempotency_in_flight', {
    detail: 'A repeat of this request has been answered in the meantime. Send it once more to get the answer.',
    headers: { 'retry-after': '1' },
  });

export const logsRepository = (partition: Partition): LogsRepository => {
  const { tenant, client, clock, table } = partition;
  const TableName = table(logsTable.name);

  const pointer = (sessionId: string): PointerPlace => ({
    TableName,
    Key: { client_id: tenant, sk: sessionPointerKey(sessionId) },
  });

  const session = async (sessionId: string): Promise<Session | undefined> => {
    const { Item } = await client.send('GetItem', { ...pointer(sessionId), ConsistentRead: true });
    return Item && !hasExpired(Item, clock) ? sessionOf(sessionId, Item) : undefined;
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
    historyOfNumber: async ({ phoneNumber, limit }) =>
      phoneNumber === undefined ? [] : (await latest(phoneNumber, limit)).reverse(),
    recordTurn: (turn, known, expiresAt) => {
      requireSameContact(known, turn.contact);
      const expiry = expiresAt === undefined ? {} : { expires_at: expiresAt };
      const put = (sk: string, item: object) => ({
        Put: { TableName, Item: { client_id: tenant, sk, ...expiry, ...item } },
      });
      const { Put } = put(logKey(turn.contact, turn.ts, turn.message_id), turnItem(turn));
      const writes: Write[] = [
        turn.reply === ''
          ? { item: { Put: { ...Put, ...UNLESS_ANSWERED } }, refused: alreadyAnswered }
          : { item: { Put } },
        ...(isListed(turn, known) ? [{ item: put(listedKey(turn), { kind: 'listed', contact: turn.contact }) }] : []),
        ...(turn.unanswered
          ? [{ item: put(unansweredKey(turn.ts, turn.message_id), unansweredItem(turn, expiresAt)) }]
          : []),
      ];
      return [...writes, ...pointTo(pointer(turn.session_id), turn, known, expiresAt, clock)];
    },
    askedInVain: (question) => {
      const sk = unansweredKey(question.ts, question.message_id);
      return { item: { Put: { TableName, Item: { client_id: tenant, sk, ...unansweredItem(question, undefined) } } } };
    },
    sessionTurns: (sessionId, page) => sessionTurns(partition, sessionId, () => session(sessionId), page),
    unanswered: (page) => unansweredQuestions(partition, page),
  };
};
