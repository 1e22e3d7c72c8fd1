import { defineFunction, http } from '@frontdesk/core/declare';
import type { Deps } from './deps';
import { defaultRoute } from './routes/default';
import { getAsyncapi } from './routes/get-asyncapi';
import { getHealth } from './routes/get-health';
import { getOpenapi } from './routes/get-openapi';

export default defineFunction<Deps>({
  name: 'system',
  description: 'Health, the OpenAPI and AsyncAPI documents, and requests that no other route matches',
  memory: 256,
  timeout: 5,
  assets: ['asyncapi.json', 'openapi.json', 'routes.json'],
  environment: { TOKEN_URL: { ref: 'token_url' }, REALTIME_URL: { ref: 'realtime_url' } },
  triggers: [http(getHealth, getOpenapi, getAsyncapi, defaultRoute)],
});
