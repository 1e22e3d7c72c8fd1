import { randomUUID } from 'node:crypto';
import { isException, itemOf } from '@frontdesk/aws/dynamodb';
import { Problem } from '@frontdesk/core/errors';
import type { Claim, ClaimOutcome, KeyedRequest, Settlement } from '@frontdesk/core/http';
import { KEY_SEPARATOR } from '@frontdesk/core/identity';
import { epochSeconds, ulids } from '@frontdesk/core/time';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { idempotencyTable } from '../definitions/idempotency';
import { answerOf, storedAnswer } from './stored-answer';

/** How long a key belongs to its first request. */
const KEPT_SECONDS = 24 * 60 * 60;

type Item = Record<string, unknown>;

export interface IdempotencyRepository {
  /**
   * Claims a key that nobody has used, or whose day is over, or whose first request gave no answer within its lease.
   * One conditional write, whose refusal returns the existing claim; a second write takes over.
   */
  claim(request: KeyedRequest, leaseMs: number): Promise<ClaimOutcome>;
  /** Stores the answer. Refused with `idempotency_in_flight` if the claim was taken over meanwhile. */
  settle(settlement: Settlement): Write;
  /**
   * Ends a claim's lease, if it is still held and unanswered. The item stays: for the rest of its day the key is this
   * request's, and its repeats have the origin of their first try.
   */
  release(claim: Claim): Promise<void>;
}

const claimTakenOver = (): Problem =>
  new Problem('idempotency_in_flight', {
    detail: 'A repeat of this request has taken over. Send it once more to get the answer.',
    headers: { 'retry-after': '1' },
  });

export const idempotencyRepository = ({ tenant, client, clock, table }: Partition): IdempotencyRepository => {
  const TableName = table(idempotencyTable.name);
  const keyOf = (key: string) => ({ id: `${tenant}${KEY_SEPARATOR}${key}` });
  const expiry = (): number => epochSeconds(clock.now()) + KEPT_SECONDS;

  /** Waits for a conditional write. If it is refused, resolves with the item that did not meet the condition. */
  const unlessRefused = async (write: Promise<unknown>): Promise<Item | undefined> => {
    try {
      await write;
      return undefined;
    } catch (error) {
      if (!isException(error, 'ConditionalCheckFailedException')) throw error;
      return itemOf(error.Item ?? {});
    }
  };

  /** Claims a key that nobody has used, or whose day is over. */
  const begin = ({ key, fingerprint, lease, origin }: Claim, leaseEndsAt: number): Promise<Item | undefined> =>
    unlessRefused(
      client.send('PutItem', {
        TableName,
        Item: {
          ...keyOf(key),
          fingerprint,
          origin: origin.id,
          lease,
          lease_ends_at: leaseEndsAt,
          expires_at: expiry(),
        },
        ConditionExpression: 'attribute_not_exists(id) OR expires_at <= :second',
        ExpressionAttributeValues: { ':second': epochSeconds(clock.now()) },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );

  /** Claims a key again whose lease has ended: if several try, one of them succeeds. */
  const takeOver = async ({ key, fingerprint, lease }: Claim, leaseEndsAt: number): Promise<boolean> => {
    const refusing = await unlessRefused(
      client.send('UpdateItem', {
        TableName,
        Key: keyOf(key),
        UpdateExpression: 'SET lease = :lease, lease_ends_at = :ends, expires_at = :until',
        ConditionExpression: 'attribute_not_exists(answer) AND lease_ends_at <= :now AND fingerprint = :fingerprint',
        ExpressionAttributeValues: {
          ':lease': lease,
          ':ends': leaseEndsAt,
          ':until': expiry(),
          ':now': clock.now(),
          ':fingerprint': fingerprint,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return !refusing || refusing.lease === lease;
  };

  return {
    claim: async (request, leaseMs) => {
      const now = clock.now();
      const fresh: Claim = { ...request, lease: randomUUID(), origin: { id: ulids().next(now), triedBefore: false } };
      const found = await begin(fresh, now + leaseMs);
      // The client repeats a call whose answer was lost, and then finds the effect of its own first try.
      if (!found || found.lease === fresh.lease) return { state: 'claimed', claim: fresh };
      if (found.fingerprint !== request.fingerprint) return { state: 'reused' };
      if (found.answer) return { state: 'answered', answer: answerOf(found.answer as Item) };
      const inFlight = { state: 'in_flight', leaseMs: Number(found.lease_ends_at) - now } as const;
      if (inFlight.leaseMs > 0) return inFlight;
      const taken = { ...fresh, origin: { id: String(found.origin), triedBefore: true } };
      return (await takeOver(taken, now + leaseMs)) ? { state: 'claimed', claim: taken } : inFlight;
    },
    settle: ({ claim, answer }) => ({
      item: {
        Update: {
          TableName,
          Key: keyOf(claim.key),
          UpdateExpression: 'SET answer = :answer, expires_at = :until',
          ConditionExpression: 'lease = :lease AND attribute_not_exists(answer)',
          ExpressionAttributeValues: { ':answer': storedAnswer(answer), ':until': expiry(), ':lease': claim.lease },
        },
      },
      refused: claimTakenOver,
    }),
    release: async ({ key, lease }) => {
      await unlessRefused(
        client.send('UpdateItem', {
          TableName,
          Key: keyOf(key),
          UpdateExpression: 'SET lease_ends_at = :ended REMOVE lease',
          ConditionExpression: 'lease = :lease AND attribute_not_exists(answer)',
          ExpressionAttributeValues: { ':lease': lease, ':ended': 0 },
        }),
      );
    },
  };
};
