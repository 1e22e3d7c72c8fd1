import { decodeCursor, encodeCursor, type Page, type PageRequest } from '../access/cursor';
import { hasExpired } from '../access/expiry';
import { MAX_PAGE_BYTES, queryUpTo } from '../access/pages';
import type { Partition } from '../access/partition';
import { logsTable } from '../definitions/logs';
import { UNANSWERED_RANGE } from './contact';
import { isPosition } from './turn-item';

/** A customer's question that the assistant had no answer to. */
export interface UnansweredQuestion {
  readonly message_id: string;
  readonly session_id: string;
  readonly contact: string;
  readonly ts: string;
  readonly message: string;
  readonly language: string;
}

/** How long a question stays among the unanswered, in seconds: 90 days, or until the tenant's turns expire. */
const KEPT_SECONDS = 90 * 86_400;

export const unansweredItem = (
  asked: UnansweredQuestion,
  turnExpiresAt: number | undefined,
): Record<string, unknown> => {
  const { message_id, session_id, contact, ts, message, language } = asked;
  const kept = Math.floor(Date.parse(ts) / 1000) + KEPT_SECONDS;
  const expires_at = Math.min(kept, turnExpiresAt ?? kept);
  return { kind: 'unanswered', message_id, session_id, contact, asked_at: ts, message, language, expires_at };
};

const isUnansweredKey = (key: string): boolean =>
  key.startsWith(UNANSWERED_RANGE) && isPosition(key.slice(UNANSWERED_RANGE.length));

const questionOf = (item: Record<string, unknown>): UnansweredQuestion => {
  const { message_id, session_id, contact, asked_at, message, language } = item as Record<string, string>;
  return { message_id, session_id, contact, ts: asked_at, message, language } as UnansweredQuestion;
};

export const unansweredQuestions = async (
  { tenant, client, clock, table }: Partition,
  { limit, cursor }: PageRequest,
): Promise<Page<UnansweredQuestion>> => {
  const scope = [tenant, 'unanswered'];
  const range = {
    ':from': UNANSWERED_RANGE,
    ':to': cursor ? decodeCursor(cursor, scope, isUnansweredKey) : `${UNANSWERED_RANGE}~`,
  };
  const { items, more } = await queryUpTo(
    client,
    {
      TableName: table(logsTable.name),
      KeyConditionExpression: 'client_id = :tenant AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':tenant': tenant, ...range },
      ScanIndexForward: false,
      ConsistentRead: true,
    },
    // The cursor is the last key that was seen, and BETWEEN includes both ends.
    cursor ? limit + 1 : limit,
    MAX_PAGE_BYTES,
  );
  const fresh = cursor ? items.filter(({ sk }) => sk !== range[':to']) : items;
  const found = fresh.slice(0, limit);
  const last = found.at(-1);
  return {
    items: found.filter((item) => !hasExpired(item, clock)).map(questionOf),
    nextCursor: (more || fresh.length > limit) && last ? encodeCursor(String(last.sk), scope) : null,
  };
};
