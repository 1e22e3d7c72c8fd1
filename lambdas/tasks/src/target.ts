import { type Request, requireMatch } from '@frontdesk/core/http';
import type { TaskTarget } from '@frontdesk/scheduling';

/** The task that a request names, in the state that its `If-Match` names, if it has one. */
export const targetOf = ({
  params,
  headers,
}: Pick<Request<unknown, unknown, { name: string }>, 'params' | 'headers'>): TaskTarget => ({
  name: params.name,
  expects: (current) => requireMatch(headers, current),
});
