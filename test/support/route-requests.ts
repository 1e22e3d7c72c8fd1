import { httpRoutes, type Route, routeKey } from '@frontdesk/core/declare';
import { faqId, type Tables } from '@frontdesk/tables';
import type { EventOptions } from '@frontdesk/testkit/gateway-event';
import type { InProcess } from './functions-in-process';

/** A declared route for callers with a token, and the function that serves it. */
export interface Served {
  readonly key: string;
  readonly route: Route<never>;
  readonly call: InProcess['call'];
}

/** Every route of the manifest that needs a caller. */
export const protectedRoutes = (functions: readonly InProcess[]): Served[] =>
  functions.flatMap(({ declaration, call }) =>
    httpRoutes(declaration)
      .filter(({ auth }) => auth !== 'anyone')
      .map((route) => ({ key: routeKey(route), route: route as unknown as Route<never>, call })),
  );

const QUESTION = 'Is there somewhere to park?';
const TIME = '2026-01-10T09:00:00.000Z';
/** Epoch seconds, long after the tests' own time. */
const EXPIRY = Date.UTC(2040, 0) / 1_000;

/** What the paths and queries of the routes name. A route with a parameter of another name needs it here. */
const PARAMETERS: Readonly<Record<string, string>> = {
  faq_id: faqId(QUESTION),
  name: 'cleaning',
  session_id: 'web-1',
  thread_id: 'thread-1',
  version: '1',
};
const QUERY: Readonly<Record<string, string>> = {
  q: 'parking',
  resource: 'dr-rivera',
  from: '2026-01-16T00:00:00Z',
  to: '2026-01-17T00:00:00Z',
};
/** The fields of a query that a route requires; the others are asked without. */
const QUERIED: Readonly<Record<string, readonly string[]>> = {
  'GET /faq/search': ['q'],
  'GET /tasks/availability': ['resource', 'from', 'to'],
};

/** Gives a tenant one of everything that the routes name. */
export const furnish = async (tables: Tables, tenant: string): Promise<void> => {
  const { faq, logs, prompts, tasks, threads, commit } = tables.forTenant(tenant);
  const stamp = { version: 1, created_at: TIME, updated_at: TIME };
  const entry = { faq_id: faqId(QUESTION), question: QUESTION, answer: 'Behind the house.', tags: [], ...stamp };
  const version = { version: 1, updated_at: TIME, updated_by: 'staff:user-1' };
  const config = { tools: [], webhooks: [] };
  await commit([
    faq.create(entry),
    ...prompts.faqChanged([]),
    ...prompts.systemPrompt.write({ ...version, content: { prompt: 'Be brief.' } }),
    ...prompts.functionConfig.write({ ...version, content: config as never }),
  ]);
  const task = { name: 'cleaning', kind: 'task', status: 'open', ...stamp } as const;
  await commit(await tasks.change(undefined, task));
  const turn = {
    ...{ message_id: '01JHQ0000000000000000000A', session_id: 'web-1', contact: 'web:web-1', ts: TIME },
    ...{ message: 'Hello', reply: 'Hello!', model: 'offline', sources: [], handoff: false, unanswered: false },
    ...{ language: 'en', usage: { input_tokens: 0, output_tokens: 0 } },
  };
  await commit(logs.recordTurn(turn, undefined, undefined));
  const thread = {
    ...{ thread_id: 'thread-1', version: 1, created_at: 0, messages: 0, last_at: 0, owners: [] },
    ...{ asked_at: 0, answered_to: 0, replies: 0, read: { visitor: 0, staff: 0 } },
  };
  await commit([threads.change(undefined, thread, EXPIRY)]);
};

/** A request that a furnished tenant's route accepts: its own example, and what `furnish` made. */
export const requestFor = ({ key, route }: Served): EventOptions => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const named = names.map((name) => {
    const value = PARAMETERS[name];
    if (value === undefined) throw new Error(`${key} names a ${name}, of which a furnished tenant has none`);
    return [name, value] as const;
  });
  const query = (QUERIED[key] ?? []).map((name) => [name, QUERY[name] ?? ''] as const);
  return {
    path: named.reduce((path, [name, value]) => path.replace(`{${name}}`, encodeURIComponent(value)), route.path),
    params: Object.fromEntries(named),
    query: Object.fromEntries(query),
    ...(route.example !== undefined && { body: JSON.stringify(route.example) }),
  };
};
