import { Problem } from '@frontdesk/core/errors';
import { fieldsRule, ok } from '@frontdesk/core/http';
import { THREAD_ID } from '@frontdesk/core/identity';
import { isoTime } from '@frontdesk/core/time';
import type { Visitor } from '@frontdesk/tokens';
import * as z from 'zod/mini';
import { admitPublic } from '../admit-public';
import { type Deps, route } from '../deps';

const id = z.string().check(z.regex(THREAD_ID, 'must be 1 to 128 of A-Z, a-z, 0-9 and . _ : -'));

const sessionBody = z
  .strictObject({
    visitor_id: z.optional(id),
    thread_id: z.optional(id),
    /** The last token that the visitor got. */
    token: z.optional(z.string().check(z.minLength(1), z.maxLength(2_048))),
  })
  .check(
    fieldsRule(
      ['visitor_id', 'thread_id', 'token'],
      ({ visitor_id, thread_id, token }) => token !== undefined || (visitor_id ?? thread_id) === undefined,
      { path: 'token', message: 'is required with visitor_id or thread_id' },
    ),
  );

const session = z.strictObject({
  token: z.string(),
  visitor_id: z.string(),
  thread_id: z.string(),
  expires_at: z.string(),
  socket_url: z.optional(z.string()),
});

const refused = (detail: string): Problem => new Problem('visitor_token_refused', { detail });

/** A returning visitor keeps the ids that the token proves. Nothing else that a caller sends can become one. */
const returning = async (
  token: string,
  tenant: string,
  { visitor_id, thread_id }: z.output<typeof sessionBody>,
  { visitorTokens }: Deps,
): Promise<Visitor> => {
  const proved = await visitorTokens.verifyForRenewal(token);
  if (proved?.tenant !== tenant) {
    throw refused('It is not of this tenant, or expired more than 30 days ago. Without it, a new visitor begins.');
  }
  const { visitorId, threadId } = proved;
  if ((visitor_id ?? visitorId) !== visitorId || (thread_id ?? threadId) !== threadId) {
    throw refused('visitor_id and thread_id must be left out, or be those of the token.');
  }
  return { tenant, visitorId, threadId };
};

const newVisitor = (tenant: string, { clock, ids }: Deps): Visitor => {
  const now = clock.now();
  return { tenant, visitorId: ids.next(now), threadId: ids.next(now) };
};

export const createSession = route({
  method: 'POST',
  path: '/public/sessions',
  operation: 'createSession',
  summary: 'A token for a visitor',
  description:
    'Begins a conversation, or goes on with one: a visitor who sends the last token keeps visitor and thread, until 30 days after it expired. With the token, the visitor opens the WebSocket at socket_url. Unknown tenants, suspended ones and those without public chat are answered alike.',
  auth: 'anyone',
  tenantHeader: true,
  throttle: 'public',
  body: sessionBody,
  example: {},
  responses: {
    200: { description: 'The token, for how long it is good, and whose it is', schema: session },
    403: { description: 'The token cannot be renewed' },
    404: { description: 'The tenant has no public chat' },
  },
  handler: async (request, deps) => {
    const { body, log } = request;
    const { tenant, headers } = await admitPublic(request, deps);
    log.append({ tenant, principal: 'visitor' });
    const visitor =
      body.token === undefined ? newVisitor(tenant, deps) : await returning(body.token, tenant, body, deps);
    const { token, expiresAt } = await deps.visitorTokens.issue(visitor);
    const answer: z.output<typeof session> = {
      token,
      visitor_id: visitor.visitorId,
      thread_id: visitor.threadId,
      expires_at: isoTime(expiresAt),
      ...(deps.realtimeUrl !== '' && { socket_url: deps.realtimeUrl }),
    };
    return ok(answer, { ...headers, 'cache-control': 'no-store' });
  },
});
