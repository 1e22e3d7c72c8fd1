import { httpHandler } from '@frontdesk/core/http';
import { createBase } from '@frontdesk/runtime/base';
import { publicPlatform } from '@frontdesk/runtime/public-platform';
import { type RouteTable, readAsset } from './deps';
import declaration from './function';

const base = createBase(declaration.name);

export const handler = httpHandler(declaration, publicPlatform(base), {
  clock: base.clock,
  environment: base.environment,
  routes: readAsset('routes.json') as RouteTable,
  openapi: readAsset('openapi.json'),
});
