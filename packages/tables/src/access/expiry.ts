import { type Clock, epochSeconds } from '@frontdesk/core/time';

/** Whether a TTL, in epoch seconds, has passed. DynamoDB deletes the item later, within days, so readers must check. */
export const isPast = (ttl: unknown, clock: Clock): boolean =>
  typeof ttl === 'number' && ttl <= epochSeconds(clock.now());

/** Whether an item with the attribute `expires_at` has expired. */
export const hasExpired = ({ expires_at }: { readonly expires_at?: unknown }, clock: Clock): boolean =>
  isPast(expires_at, clock);
