import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { epochSeconds } from '@frontdesk/core/clock';
import { Problem } from '@frontdesk/core/errors/problem';
import type { Claim, ClaimOutcome, KeyedRequest, Settlement } from '@frontdesk/core/http';
import { KEY_SEPARATOR } from '@frontdesk/core/tenant/tenant-id';
import type { Partition } from '../access/partition';
import type { Write } from '../access/write';
import { idempotencyTable } from '../definitions/idempotency';
import { answerOf, storedAnswer } from './stored-answer';

/** How long a key stands for its first request. */
const KEPT_SECONDS = 24 * 60 * 60;

export interface IdempotencyRepository {
  /**
   * Claims a key: one that nobody used, or whose day is over, or whose first request gave no answer within its lease.
   * One conditional write; what is there already comes back with its refusal.
   */
  claim(request: KeyedRequest, leaseMs: number): Promise<ClaimOutcome>;
  /** Stores the answer. Refused with `idempotency_in_flight` if the claim was taken over meanwhile. */
  settle(settlement: Settlement): Write;
  /** Gives a claim back, if it is still held and unanswered. */
  release(claim: Claim): Promise<void>;
}

const takenOver = (): Problem =>
  new Problem('idempotency_in_flight', {
    detail: 'A repeat of this request has taken it over. Repeat it once more for the answer.',
    headers: { 'retry-after': '1' },
  });

export const idempotencyRepository = ({ tenant, client, clock, table }: Partition): IdempotencyRepository => {
  const TableName = table(idempotencyTable.name);
  const keyOf = (key: string) => ({ id: `${tenant}${KEY_SEPARATOR}${key}` });
  const expiry = (): number => epochSeconds(clock.now()) + KEPT_SECONDS;

  return {
    claim: async (request, leaseMs) => {
      const { key, fingerprint } = request;
      const now = clock.now();
      const claim: Claim = { ...request, lease: randomUUID() };
      const item = {
        ...keyOf(key),
        fingerprint,
        lease: claim.lease,
        lease_ends_at: now + leaseMs,
        expires_at: expiry(),
      };
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: item,
            ConditionExpression:
              'attribute_not_exists(id) OR expires_at <= :second OR (attribute_not_exists(answer) AND lease_ends_at <= :now AND fingerprint = :fingerprint)',
            ExpressionAttributeValues: { ':second': epochSeconds(now), ':now': now, ':fingerprint': fingerprint },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { state: 'claimed', claim };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
        const found = unmarshall(error.Item);
        // The SDK repeats a call whose answer was lost, and then meets its own effect.
        if (found.lease === claim.lease) return { state: 'claimed', claim };
        if (found.fingerprint !== fingerprint) return { state: 'reused' };
        if (found.answer) return { state: 'answered', answer: answerOf(found.answer) };
        return { state: 'in_flight', leaseMs: Number(found.lease_ends_at) - now };
      }
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
      refused: takenOver,
    }),
    release: async ({ key, lease }) => {
      try {
        await client.send(
          new DeleteCommand({
            TableName,
            Key: keyOf(key),
            ConditionExpression: 'lease = :lease AND attribute_not_exists(answer)',
            ExpressionAttributeValues: { ':lease': lease },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
};
