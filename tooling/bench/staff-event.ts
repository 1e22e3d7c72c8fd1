import { type EventOptions, gatewayEvent } from '@frontdesk/testkit/gateway-event';
import { staffClaims } from '@frontdesk/testkit/test-platform';

/** What API Gateway would send for a request of a tenant's staff that arrives now. A body is sent as JSON. */
export const staffEvent = (
  routeKey: string,
  tenant: string,
  webClientId: string,
  { body, ...options }: Omit<EventOptions, 'body' | 'claims'> & { readonly body?: unknown } = {},
): unknown => {
  const event = gatewayEvent(routeKey, {
    ...options,
    claims: { ...staffClaims(tenant), aud: webClientId },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { ...event, requestContext: { ...event.requestContext, timeEpoch: Date.now() } };
};
