import { defineFunction, http } from '@frontdesk/core/declare';
import type { Deps } from './deps';
import { defaultRoute } from './routes/default';
import { getHealth } from './routes/get-health';
import { getOpenapi } from './routes/get-openapi';

export default defineFunction<Deps>({
  name: 'system',
  description: 'Health, the OpenAPI document, and requests that no other route matches',
  memory: 256,
  timeout: 5,
  assets: ['openapi.json', 'routes.json'],
  environment: { TOKEN_URL: { ref: 'token_url' } },
  triggers: [http(getHealth, getOpenapi, defaultRoute)],
});
