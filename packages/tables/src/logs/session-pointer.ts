import { type Clock, epochSeconds } from '@frontdesk/core/time';
import { Contention } from '../access/contention';
import type { Write } from '../access/write';
import type { Session, Turn } from './turn';

/** The key of a session's pointer. */
export interface PointerPlace {
  readonly TableName: string;
  readonly Key: Readonly<Record<string, string>>;
}

const changed = (): Contention => new Contention();

/** A pointer that has expired and is not deleted yet leads nowhere: it is replaced as a whole. */
const first = ({ TableName, Key }: PointerPlace, turn: Turn, expiresAt: number | undefined, clock: Clock): Write => ({
  item: {
    Put: {
      TableName,
      Item: {
        ...Key,
        started_at: turn.ts,
        contacts: new Set([turn.contact]),
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
  // If two turns name different numbers at the same time, one of them gives the session its number.
  const joins = !known.contacts.has(turn.contact);
  return [
    {
      item: {
        Update: {
          ...place,
          UpdateExpression: `SET started_at = :at${set}${remove} ADD contacts :contact`,
          ConditionExpression: `started_at = :read${condition}${joins ? ' AND contacts = :contacts' : ''}`,
          ExpressionAttributeValues: {
            ':at': isOldest ? turn.ts : known.started_at,
            ':contact': new Set([turn.contact]),
            ':read': known.started_at,
            ...(expiry === 'later' && { ':until': expiresAt }),
            ...(joins && { ':contacts': known.contacts }),
          },
        },
      },
      refused: changed,
    },
  ];
};
