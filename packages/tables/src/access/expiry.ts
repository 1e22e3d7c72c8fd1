import { type Clock, epochSeconds } from '@frontdesk/core/time';

/** Whether an item's TTL has passed. DynamoDB deletes it later, within days, so readers must check. */
export const hasExpired = (item: { readonly expires_at?: unknown }, clock: Clock): boolean =>
  typeof item.expires_at === 'number' && item.expires_at <= epochSeconds(clock.now());
