import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, type StaffTokens, staffOf } from '@frontdesk/testkit/aws';
import { type Client, openClient } from '@frontdesk/testkit/socket-client';
import { putSettings } from '@frontdesk/testkit/tenant-settings';

export type Frame = Readonly<Record<string, unknown>> & { readonly action?: string };

/** Somebody's connection, as their client sees it. */
export interface Chatter {
  readonly client: Client;
  readonly userId: string;
  readonly threadId: string;
  /** Sends a frame, and waits for the next one of a kind. Others that come meanwhile are kept. */
  ask(frame: object | string, action: string): Promise<Frame>;
  /** Waits for a frame of a kind, among those that have come and those that will. */
  next(action: string, where?: (frame: Frame) => boolean): Promise<Frame>;
  /** Says something, and waits for the acknowledgement. */
  say(text: string, more?: object): Promise<Frame>;
}

/** Milliseconds to wait for a frame: far more than any takes. */
const PATIENCE_MS = 20_000;

const open: Client[] = [];

/** Closes what a test has opened. */
export const closeAll = (): void => {
  for (const { socket } of open.splice(0)) socket.terminate();
};

export const address = (query: Readonly<Record<string, string>>): string =>
  `${sharedStack().api_url.replace('http', 'ws')}/realtime?${new URLSearchParams(query)}`;

const chatterOf = (client: Client, userId: string, threadId: string): Chatter => {
  open.push(client);
  const seen: Frame[] = [];
  const next: Chatter['next'] = async (action, where = () => true) => {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = seen.findIndex((frame) => frame.action === action && where(frame));
      if (found >= 0) return seen.splice(found, 1)[0] as Frame;
      if (Date.now() > deadline) throw new Error(`no frame ${action}; there were ${JSON.stringify(seen)}`);
      seen.push(JSON.parse(await client.next()) as Frame);
    }
  };
  const ask: Chatter['ask'] = async (frame, action) => {
    client.send(frame);
    return next(action);
  };
  return {
    client,
    userId,
    threadId,
    ask,
    next,
    say: (text, more = {}) => ask({ action: 'message.send', threadId, text, ...more }, 'message.ack'),
  };
};

export interface Session {
  readonly token: string;
  readonly visitor_id: string;
  readonly thread_id: string;
}

/** A tenant whose visitors may come without an account. */
export const openTenant = async (name = 'shop'): Promise<string> => {
  const tenant = freshTenant(name);
  await putSettings(tenant, { public_chat: true, models: ['offline'] });
  return tenant;
};

export const sessionOf = async (tenant: string): Promise<Session> => {
  const { status, body } = await api('POST /public/sessions', { tenant, body: {} });
  if (status !== 201 && status !== 200) throw new Error(`no session: ${status} ${JSON.stringify(body)}`);
  return body as unknown as Session;
};

export const visitor = async (tenant: string, session?: Session): Promise<Chatter> => {
  const { token, visitor_id: userId, thread_id: threadId } = session ?? (await sessionOf(tenant));
  return chatterOf(await openClient(address({ userId, threadId, token })), userId, threadId);
};

const subOf = (token: string): string =>
  (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sub: string }).sub;

export const staffMember = async (
  tenant: string,
  threadId: string,
  tokens?: StaffTokens,
): Promise<Chatter & { readonly tokens: StaffTokens }> => {
  const signedIn = tokens ?? (await staffOf(tenant));
  const userId = subOf(signedIn.id);
  const client = await openClient(address({ userId, threadId, token: signedIn.id }));
  return { ...chatterOf(client, userId, threadId), tokens: signedIn };
};
