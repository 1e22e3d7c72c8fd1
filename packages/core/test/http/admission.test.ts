import { callHandler } from '@frontdesk/testkit/call-handler';
import { serviceClaims, testPlatform } from '@frontdesk/testkit/test-platform';
import { defineFunction, http, routeOf } from '../../src/declare';
import { notFound } from '../../src/errors/problem';
import { httpHandler, ok } from '../../src/http';

const route = routeOf<object>();
const declared = { method: 'GET', summary: '', auth: { service: true }, responses: {} } as const;
const fn = defineFunction<object>({
  name: 'test',
  description: '',
  triggers: [
    http(
      route({ ...declared, path: '/quick', operation: 'quick', handler: async () => ok({ secret: true }) }),
      route({
        ...declared,
        path: '/refusing',
        operation: 'refusing',
        handler: async () => {
          throw notFound();
        },
      }),
    ),
  ],
});

test.each(['GET /quick', 'GET /refusing'])(
  '%s: neither an answer nor a refusal of a handler that looked ahead gets past a caller who is not admitted',
  async (routeKey) => {
    const { directory } = testPlatform();
    const slow = () => new Promise<undefined>((resolve) => setImmediate(() => resolve(undefined)));
    const platform = testPlatform({ directory: { ...directory, serviceTenants: slow } });
    const call = callHandler(httpHandler(fn, platform, {}));
    const answer = await call(routeKey, { claims: serviceClaims('stranger'), headers: { 'x-client-id': 'acme' } });
    expect(answer).toMatchObject({ status: 403, body: { code: 'service_not_registered' } });
  },
);
