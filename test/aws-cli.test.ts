import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { api, sharedStack } from '@frontdesk/testkit/api';
import { freshTenant, serviceClient } from '@frontdesk/testkit/aws';
import { describeWith } from '@frontdesk/testkit/with-tools';

const aws = async (...args: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'text'], {
    timeout: 60_000,
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: sharedStack().aws_endpoint,
      AWS_ACCESS_KEY_ID: 'laptop',
      AWS_SECRET_ACCESS_KEY: 'laptop',
      AWS_DEFAULT_REGION: sharedStack().region,
      AWS_PAGER: '',
    },
  });
  return stdout.trim();
};

describeWith(['aws'], 'the ordinary AWS CLI', () => {
  test('lists the tables', async () => {
    const names = (await aws('dynamodb', 'list-tables', '--query', 'TableNames')).split(/\s+/);
    expect(names).toEqual(
      expect.arrayContaining(['frontdesk-local-faq', 'frontdesk-local-logs', 'frontdesk-local-prompts']),
    );
  }, 60_000);

  test('creates a user of a new tenant, whose token works and sees nothing of the demo tenants', async () => {
    const { user_pool_id, web_client_id } = sharedStack();
    const tenant = freshTenant('cli');
    const email = `staff@${tenant}.example`;
    const user = ['--user-pool-id', user_pool_id, '--username', email];
    await aws(
      ...['cognito-idp', 'admin-create-user', ...user, '--message-action', 'SUPPRESS'],
      ...['--user-attributes', `Name=email,Value=${email}`, `Name=custom:tenant_id,Value=${tenant}`],
    );
    await aws('cognito-idp', 'admin-set-user-password', ...user, '--password', 'Correct-Horse-9', '--permanent');
    const token = await aws(
      ...['cognito-idp', 'initiate-auth', '--client-id', web_client_id, '--auth-flow', 'USER_PASSWORD_AUTH'],
      ...['--auth-parameters', `USERNAME=${email},PASSWORD=Correct-Horse-9`],
      ...['--query', 'AuthenticationResult.IdToken'],
    );
    expect((await api('GET /faq', { token })).body).toEqual({ entries: [], next_cursor: null });
    const { status, body } = await api('POST /chat', { token, body: { message: 'Is there somewhere to park?' } });
    expect(status).toBe(200);
    expect(body.sources).toEqual([]);
    expect(body.reply).not.toContain('Maple Street');
  }, 60_000);
});

test('a service acts for the tenants it is registered for, and for no other, whether that exists or not', async () => {
  const [mine, unreal] = [freshTenant('mine'), freshTenant('unreal')];
  const { token } = await serviceClient(mine);
  expect((await api('GET /faq', { token, tenant: mine })).status).toBe(200);
  const refusals = await Promise.all(['acme-dental', unreal].map((tenant) => api('GET /faq', { token, tenant })));
  const masked = refusals.map(({ status, text }) => `${status} ${text.replace(/"request_id":"[^"]*"/, '')}`);
  expect(refusals[0]).toMatchObject({ status: 403, body: { code: 'tenant_not_allowed' } });
  expect(masked[0]).toBe(masked[1]);
});
