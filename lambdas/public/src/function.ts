import { defineFunction, http } from '@frontdesk/core/declare';
import { publicGrants, visitorTokenGrants } from '@frontdesk/runtime/declare';
import type { Deps } from './deps';
import { createSession } from './routes/create-session';

export default defineFunction<Deps>({
  name: 'public',
  description: 'What visitors may do without signing in',
  memory: 512,
  timeout: 10,
  environment: { REALTIME_URL: { ref: 'realtime_url' }, VISITOR_TOKEN_SECONDS: { value: '3600' } },
  grants: [...publicGrants, ...visitorTokenGrants],
  triggers: [http(createSession)],
});
