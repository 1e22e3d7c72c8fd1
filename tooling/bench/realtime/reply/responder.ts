import type { ChatModel } from '@frontdesk/assistant';
import { IndexCache } from '@frontdesk/assistant/retrieval';
import { ulids } from '@frontdesk/core/time';
import { type RealtimeDeps, respond, sendMessage } from '@frontdesk/realtime';
import type { Tables, ThreadMessage } from '@frontdesk/tables';
import { defaultSettings } from '@frontdesk/tenant';
import { quietLog } from '@frontdesk/testkit/quiet-log';
import { TENANT } from '../crowd';

const ORIGIN = { tenant: TENANT, traceparent: '' };

/** Asks in threads, and answers there with a model, as the functions do. */
export const responder = (parts: RealtimeDeps, tables: Tables, model: ChatModel) => {
  const ids = ulids();
  const deps = {
    ...parts,
    tables,
    settings: async () => defaultSettings(),
    indexes: new IndexCache(),
    models: async () => new Map([[model.name, model]]),
    embedders: async () => undefined,
  };
  return {
    ask: (threadId: string, text: string): Promise<ThreadMessage> => {
      const message_id = ids.next(Date.now());
      const draft = { message_id, message_type: 'user', text, sender: 'Ann', user_id: 'ann' } as const;
      const sending = { threadId, draft, origin: ORIGIN, from: { user_id: 'ann' }, requestId: message_id };
      return sendMessage({ ...sending, remainingMs: () => 29_000 }, deps, tables.forTenant(TENANT));
    },
    answer: (threadId: string) =>
      respond(
        { threadId, holder: ids.next(Date.now()), origin: ORIGIN, log: quietLog, remainingMs: () => 45_000 },
        deps,
      ),
  };
};
