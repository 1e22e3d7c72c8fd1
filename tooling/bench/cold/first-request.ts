import type { Manifest } from '@frontdesk/manifest';
import { staffEvent } from '../staff-event';

const TENANT = 'acme-dental';

/** What a function is asked first, if that is not one of its lists. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /chat': { message: 'What time do you open on Saturdays?' },
};

/** The route that a function's first request is for: one with a body above, or else its first list. */
export const firstRoute = ({ routes }: Manifest, functionName: string): string | undefined => {
  const own = routes.filter((route) => route.function === functionName);
  const asked = own.find(({ route_key }) => route_key in BODIES);
  const list = own.find(({ method, path }) => method === 'GET' && path?.includes('{') === false);
  return (asked ?? list)?.route_key;
};

/** An event as API Gateway would send it for a member of the demo tenant's staff, now. */
export const firstRequest = (routeKey: string, webClientId: string): unknown =>
  staffEvent(routeKey, TENANT, webClientId, { body: BODIES[routeKey] });
