import { type Clock, epochSeconds } from '@frontdesk/core/time';
import { Contention } from '../access/contention';
import type { Write } from '../access/write';
import { webContact } from './contact';
import type { Session, Turn } from './turn';

/** The key of a session's pointer. */
export interface PointerPlace {
  readonly TableName: string;
  readonly Key: Readonly<Record<string, string>>;
}

type Item = Readonly<Record<string, unknown>>;

const setOf = (value: unknown): ReadonlySet<string> => (value instanceof Set ? value : new Set());

/** A session as its pointer tells it. */
export const sessionOf = (sessionId: string, item: Item): Session => {
  // An older version knows `contacts` alone, and reads each of them as a whole.
  const whole = setOf(item.contacts);
  const listed = setOf(item.listed);
  return {
    session_id: sessionId,
    started_at: String(item.started_at),
    contacts: new Set([...whole, ...listed]),
    whole,
    listed,
    ...(item.expires_at !== undefined && { expires_at: Number(item.expires_at) }),
  };
};

/** Whether a turn is listed in its session: one under a number that is not read as a whole. */
export const isListed = ({ contact, session_id }: Turn, known: Session | undefined): boolean =>
  contact !== webContact(session_id) && !known?.whole.has(contact);

const changed = (): Contention => new Contention();

/** A pointer that has expired and is not deleted yet leads nowhere: it is replaced as a whole. */
const first = ({ TableName, Key }: PointerPlace, turn: Turn, expiresAt: number | undefined, clock: Clock): Write => ({
  item: {
    Put: {
      TableName,
      Item: {
        ...Key,
        started_at: turn.ts,
        contacts: new Set([webContact(turn.session_id)]),
        ...(isListed(turn, undefined) && { listed: new Set([turn.contact]) }),
        ...(expiresAt !== undefined && { expires_at: expiresAt }),
      },
      ConditionExpression: 'attribute_not_exists(client_id) OR expires_at <= :now',
      ExpressionAttributeValues: { ':now': epochSeconds(clock.now()) },
    },
  },
  refused: changed,
});

/** How a turn's expiry changes its session's: a session expires together with its last turn. */
const expiryChange = ({ expires_at }: Session, expiresAt: number | undefined): 'never' | 'later' | 'none' => {
  if (expires_at === undefined) return 'none';
  if (expiresAt === undefined) return 'never';
  return expiresAt > expires_at ? 'later' : 'none';
};

const UPDATES = {
  none: { set: '', remove: '', condition: '' },
  later: { set: ', expires_at = :until', remove: '', condition: ' AND expires_at < :until' },
  never: { set: '', remove: ' REMOVE expires_at', condition: '' },
} as const;

/** How a turn's contact joins its session's. If two turns name different numbers at once, one gives the session its number. */
const joining = (turn: Turn, known: Session) => {
  if (known.contacts.has(turn.contact)) return { add: '', condition: '', values: {} };
  const none = known.listed.size === 0;
  return {
    add: ` ADD ${isListed(turn, known) ? 'listed' : 'contacts'} :contact`,
    condition: ` AND contacts = :whole AND ${none ? 'attribute_not_exists(listed)' : 'listed = :listed'}`,
    values: {
      ':contact': new Set([turn.contact]),
      ':whole': known.whole,
      ...(!none && { ':listed': known.listed }),
    },
  };
};

/**
 * The writes that make a session's pointer lead to a turn too: none if it does already. Refused with a `Contention` if the
 * pointer has changed since it was read.
 */
export const pointTo = (
  place: PointerPlace,
  turn: Turn,
  known: Session | undefined,
  expiresAt: number | undefined,
  clock: Clock,
): Write[] => {
  if (!known) return [first(place, turn, expiresAt, clock)];
  const expiry = expiryChange(known, expiresAt);
  // Turns that began at the same time may commit in either order.
  const isOldest = turn.ts < known.started_at;
  if (known.contacts.has(turn.contact) && !isOldest && expiry === 'none') return [];
  const { set, remove, condition } = UPDATES[expiry];
  const joins = joining(turn, known);
  return [
    {
      item: {
        Update: {
          ...place,
          UpdateExpression: `SET started_at = :at${set}${remove}${joins.add}`,
          ConditionExpression: `started_at = :read${condition}${joins.condition}`,
          ExpressionAttributeValues: {
            ':at': isOldest ? turn.ts : known.started_at,
            ':read': known.started_at,
            ...(expiry === 'later' && { ':until': expiresAt }),
            ...joins.values,
          },
        },
      },
      refused: changed,
    },
  ];
};
