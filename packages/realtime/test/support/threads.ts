import type { ChatModel } from '@frontdesk/assistant';
import { offlineModel } from '@frontdesk/assistant/models';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import type { Outgoing } from '@frontdesk/aws';
import { type Ids, ulids } from '@frontdesk/core/time';
import { faqId, type SocketRole } from '@frontdesk/tables';
import { defaultSettings, type TenantSettings } from '@frontdesk/tenant';
import { quietLog } from '@frontdesk/testkit/quiet-log';
import { testPlatform } from '@frontdesk/testkit/test-platform';
import type { TestTables } from '@frontdesk/testkit/test-tables';
import { type Posted, type RespondDeps, respond, sendMessage } from '../../src';

export const TENANT = 'acme-dental';

export type Frame = Readonly<Record<string, unknown>> & { readonly action: string };

/** What a thread's outside has seen: the frames of each connection, and what was published or queued. */
export interface Outside {
  readonly frames: Map<string, Frame[]>;
  readonly published: Outgoing[];
  readonly queued: { readonly message: Outgoing; readonly delaySeconds: number }[];
  /** How a connection takes frames, if not well. */
  readonly behaviour: Map<string, () => Posted | Promise<Posted>>;
}

export interface Threads {
  readonly deps: RespondDeps;
  readonly outside: Outside;
  readonly ids: Ids;
  /** @param until when its token expires: in an hour, if left out. Epoch milliseconds. */
  join(threadId: string, connectionId: string, role?: SocketRole, until?: number): Promise<void>;
  say(
    threadId: string,
    text: string,
    over?: { id?: string; by?: string; role?: SocketRole },
  ): ReturnType<typeof sendMessage>;
  reply(threadId: string): ReturnType<typeof respond>;
  /** The frames of one kind that a connection was sent. */
  seen(connectionId: string, action: string): Frame[];
}

/** One answerable question. */
export const addParking = async ({ tables }: TestTables): Promise<void> => {
  const { faq, prompts, commit } = tables.forTenant(TENANT);
  const parking = { question: 'Is there parking?', answer: 'Behind the house.', tags: [] };
  const entry = { ...parking, faq_id: faqId(parking.question), version: 1, created_at: '', updated_at: '' };
  await commit([faq.create(entry), ...prompts.faqChanged([entry.question])]);
};

const unused = (): never => {
  throw new Error('this test was to upload nothing');
};

/** Threads on a test's tables, whose clock moves on with each wait. */
export const threadsOn = (
  store: TestTables,
  { model = offlineModel, settings = defaultSettings() }: { model?: ChatModel; settings?: TenantSettings } = {},
): Threads => {
  const outside: Outside = { frames: new Map(), published: [], queued: [], behaviour: new Map() };
  const ids = ulids();
  const deps: RespondDeps = {
    tables: store.tables,
    clock: store.clock,
    log: quietLog,
    metrics: testPlatform().metrics,
    retentionDays: 90,
    settings: async () => settings,
    indexes: new IndexCache(),
    models: async () => new Map([[model.name, model]]),
    embedders: async () => undefined,
    pause: async (ms) => store.clock.set(store.clock.now() + ms),
    connections: {
      post: async (connectionId, frame) => {
        const posted = (await outside.behaviour.get(connectionId)?.()) ?? 'sent';
        const frames = outside.frames.get(connectionId) ?? [];
        if (posted === 'sent') outside.frames.set(connectionId, [...frames, JSON.parse(frame) as Frame]);
        return posted;
      },
    },
    uploads: {
      begin: unused,
      attach: unused,
      address: async () => 'https://files.test/',
    },
    sender: {
      publish: async (_topic, message) => void outside.published.push(message),
      sendMessage: async (_queue, message, { delaySeconds = 0 } = {}) =>
        void outside.queued.push({ message, delaySeconds }),
    },
  };
  const origin = { tenant: TENANT, traceparent: '' };
  const remainingMs = (): number => 40_000;
  return {
    deps,
    outside,
    ids,
    join: (threadId, connection_id, role = 'visitor', until = store.clock.now() + 3_600_000) =>
      store.tables
        .forTenant(TENANT)
        .connections.join(
          threadId,
          { connection_id, user_id: connection_id, role, connected_at: store.clock.now() },
          until,
        ),
    say: (threadId, text, { id = ids.next(store.clock.now()), by = 'visitor-1', role = 'visitor' } = {}) =>
      sendMessage(
        {
          threadId,
          draft: {
            message_id: id,
            message_type: role === 'staff' ? 'human' : 'user',
            text,
            sender: by,
            user_id: by,
          },
          origin,
          from: { user_id: by, connection: { connection_id: by } },
          requestId: id,
          remainingMs,
        },
        deps,
        store.tables.forTenant(TENANT),
      ),
    reply: (threadId) =>
      respond({ threadId, holder: ids.next(store.clock.now()), origin, log: quietLog, remainingMs }, deps),
    seen: (connectionId, action) => (outside.frames.get(connectionId) ?? []).filter((frame) => frame.action === action),
  };
};
