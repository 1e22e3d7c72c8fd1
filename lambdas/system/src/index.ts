import { filled, readConfig } from '@frontdesk/core/config';
import { httpHandler } from '@frontdesk/core/http';
import { createBase, publicPlatform } from '@frontdesk/runtime';
import { type RouteTable, readAsset } from './deps';
import { deployedDocument } from './document';
import declaration from './function';

const base = createBase(declaration.name);
const { TOKEN_URL } = readConfig({ TOKEN_URL: filled });

export const handler = httpHandler(declaration, publicPlatform(base), {
  clock: base.clock,
  environment: base.environment,
  routes: readAsset('routes.json') as RouteTable,
  openapi: deployedDocument(readAsset('openapi.json'), TOKEN_URL),
});
