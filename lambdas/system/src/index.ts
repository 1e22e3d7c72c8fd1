import { filled, present, readConfig } from '@frontdesk/core/config';
import { httpHandler } from '@frontdesk/core/http';
import { createBase, publicPlatform } from '@frontdesk/runtime';
import { type RouteTable, readAsset } from './deps';
import { deployedAsyncapi, deployedOpenapi } from './document';
import declaration from './function';

const base = createBase(declaration.name);
const { TOKEN_URL, REALTIME_URL } = readConfig({ TOKEN_URL: filled, REALTIME_URL: present });

export const handler = httpHandler(declaration, publicPlatform(base), {
  clock: base.clock,
  environment: base.environment,
  routes: readAsset('routes.json') as RouteTable,
  asyncapi: deployedAsyncapi(readAsset('asyncapi.json'), REALTIME_URL),
  openapi: deployedOpenapi(readAsset('openapi.json'), TOKEN_URL),
});
