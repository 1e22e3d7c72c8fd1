import { type Clock, epochSeconds } from '@frontdesk/core/time';

/** Whether an item's TTL has passed. DynamoDB deletes it some time later (within days), so readers must ask. */
export const hasExpired = (item: { readonly expires_at?: unknown }, clock: Clock): boolean =>
  typeof item.expires_at === 'number' && item.expires_at <= epochSeconds(clock.now());
