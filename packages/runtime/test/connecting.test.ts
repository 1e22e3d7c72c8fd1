import { defaultSettings } from '@frontdesk/tenant';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, staffOf } from '@frontdesk/testkit/aws';
import { putSettings } from '@frontdesk/testkit/tenant-settings';
import { connecting } from '@frontdesk/tokens';
import { connectingRuntime, createBase } from '../src';

/** What a function has that declares `connectingEnvironment`, in the stack of the tests. */
const inFunction = () => {
  const { aws_endpoint, issuer, jwks_uri, name_prefix, region, web_client_id } = sharedStack();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_ENDPOINT_URL: aws_endpoint,
    NAME_PREFIX: name_prefix,
    ENVIRONMENT: 'local',
    WEB_CLIENT_ID: web_client_id,
    ISSUER: issuer,
    JWKS_URI: jwks_uri,
  });
  return connectingRuntime(createBase('test'), { settings: async () => defaultSettings() });
};

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('the token of POST /public/sessions and a staff user’s ID token open connections', async () => {
  const tenant = freshTenant('runtime');
  await putSettings(tenant, { public_chat: true });
  const { body } = await api('POST /public/sessions', { tenant, body: {} });
  const { visitor_id: userId, thread_id: threadId, token } = body;
  const deps = inFunction();
  expect(await connecting({ userId, threadId, token }, deps)).toMatchObject({ clientId: tenant, role: 'visitor' });

  const { id } = await staffOf(tenant);
  const { sub } = JSON.parse(Buffer.from(id.split('.')[1] ?? '', 'base64url').toString());
  const opening = { userId: sub, threadId: '@inbox', token: id };
  expect(await connecting(opening, deps)).toMatchObject({ clientId: tenant, userId: sub, role: 'staff' });
});
