import { Problem } from '@frontdesk/core/errors';
import { ok, type Request } from '@frontdesk/core/http';
import { release, takeOver } from '@frontdesk/realtime';
import type { TenantSettings } from '@frontdesk/tenant';
import { type Deps, route } from '../deps';
import { thread, threadAnswer, threadParams } from '../schemas';

type OwnershipRequest = Request<undefined, undefined, { thread_id: string }, TenantSettings>;

const owningOf = ({ params, principal, tenant, traceparent, remainingMs }: OwnershipRequest) => {
  if (principal.kind !== 'staff') throw new Problem('token_not_accepted');
  return { threadId: params.thread_id, user_id: principal.id, origin: { tenant, traceparent }, remainingMs };
};

const change = async (act: typeof takeOver, request: OwnershipRequest, deps: Deps) => {
  const changed = await act(owningOf(request), deps, deps.tables.forRequest(request));
  return ok(threadAnswer(changed, deps.clock.now()));
};

const common = {
  method: 'POST' as const,
  auth: { staff: true as const },
  params: threadParams,
  responses: {
    200: { description: 'The thread', schema: thread },
    404: { description: 'There is no such thread' },
    409: { description: 'Somebody else owns the thread' },
  },
};

export const takeOverThread = route({
  ...common,
  path: '/threads/{thread_id}/takeover',
  operation: 'takeOverThread',
  summary: 'Take a thread over from the assistant',
  description:
    'From then on the assistant is silent; a reply that it was writing is cancelled. An owner who does nothing for ten minutes gives the thread back. Repeating it changes nothing.',
  handler: (request, deps) => change(takeOver, request, deps),
});

export const releaseThread = route({
  ...common,
  path: '/threads/{thread_id}/release',
  operation: 'releaseThread',
  summary: 'Give a thread back to the assistant',
  description: 'The assistant answers what comes from then on. A thread that nobody has taken over stays as it is.',
  handler: (request, deps) => change(release, request, deps),
});
