import { type HttpPlatform, httpHandler } from '@frontdesk/core/http';
import { ulids } from '@frontdesk/core/time';
import { tenantPlatform } from '@frontdesk/runtime';
import type { Tables } from '@frontdesk/tables';
import { callHandler, type HandlerAnswer } from '@frontdesk/testkit/call-handler';
import type { EventOptions } from '@frontdesk/testkit/gateway-event';
import { staffClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import type { TestTables } from '@frontdesk/testkit/test-tables';
import declaration from '../src/function';

export interface TaskRequest {
  readonly tenant?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly claims?: EventOptions['claims'];
  readonly remainingMs?: number | (() => number);
}

/** @param target a method and a path, such as `PATCH /tasks/cleaning`. */
export type TasksApi = (target: string, request?: TaskRequest) => Promise<HandlerAnswer>;

/** For tests with more requests at once than a tenant's limit lets through. */
export const unlimited: Partial<HttpPlatform> = { limiter: { take: async () => ({}) } };

/** The route and the parameters that API Gateway would read from a target. */
const routed = (target: string): { routeKey: string; path: string; params?: Record<string, string> } => {
  const [method = '', path = ''] = target.split(' ');
  const name = path.split('/')[2];
  if (name === undefined || name === 'availability') return { routeKey: target, path };
  return { routeKey: `${method} /tasks/{name}`, path, params: { name: decodeURIComponent(name) } };
};

/**
 * The function as it is deployed but for its environment: on the test's tables and its clock.
 * @param over other parts for its platform.
 */
export const tasksApi = (
  { clock }: Pick<TestTables, 'clock'>,
  tables: Tables,
  over: Partial<HttpPlatform> = {},
): TasksApi => {
  const platform = tenantPlatform(testPlatform({ clock }), tables);
  const call = callHandler(httpHandler(declaration, { ...platform, ...over }, { tables, clock, ids: ulids() }));
  return (target, { tenant = 'acme-dental', claims, body, query, headers, remainingMs } = {}) => {
    const { routeKey, ...event } = routed(target);
    const options = { ...event, headers, query, claims: claims ?? staffClaims(tenant) };
    return call(routeKey, body === undefined ? options : { ...options, body: JSON.stringify(body) }, remainingMs);
  };
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** `at(9, 30)`: half past nine in the morning, UTC, of a Friday. */
export const at = (hour: number, minute = 0, day = 16): string =>
  `2026-01-${pad(day)}T${pad(hour)}:${pad(minute)}:00.000Z`;

export const reservation = (starts_at: string, ends_at: string, over: object = {}) => ({
  kind: 'reservation',
  resource: 'chair-1',
  starts_at,
  ends_at,
  ...over,
});
