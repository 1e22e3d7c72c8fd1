import { decodeJwt } from 'jose';
import { callCognito, EMAIL, PASSWORD, type PoolStack, passwordSignIn, startPool, tokensIn } from './support';

let stack: PoolStack;
beforeEach(async () => {
  stack = await startPool();
});
afterEach(() => stack.close());

const NEW = 'new@brand-new.example';
const create = (input: object = {}) =>
  stack.admin('AdminCreateUser', {
    Username: NEW,
    UserAttributes: [
      { Name: 'email', Value: NEW },
      { Name: 'email_verified', Value: 'true' },
      { Name: 'custom:tenant_id', Value: 'brand-new' },
    ],
    TemporaryPassword: 'Temporary-1-Horse',
    MessageAction: 'SUPPRESS',
    ...input,
  });
const refused = (type: string) => expect.objectContaining({ __type: type });

test('a user whom an administrator creates with a permanent password signs in with the given tenant', async () => {
  expect(await create()).toEqual({
    User: {
      Username: expect.stringMatching(/^[0-9a-f-]{36}$/),
      Attributes: expect.arrayContaining([{ Name: 'custom:tenant_id', Value: 'brand-new' }]),
      UserCreateDate: expect.any(Number),
      UserLastModifiedDate: expect.any(Number),
      Enabled: true,
      UserStatus: 'FORCE_CHANGE_PASSWORD',
    },
  });
  expect(
    await stack.admin('AdminSetUserPassword', { Username: NEW, Password: 'Chosen-1-Horse', Permanent: true }),
  ).toEqual({});
  const { IdToken } = tokensIn(await passwordSignIn(stack, NEW, 'Chosen-1-Horse'));
  expect(decodeJwt(IdToken)).toMatchObject({ 'custom:tenant_id': 'brand-new', email: NEW, email_verified: true });
  expect(await stack.admin('AdminGetUser', { Username: NEW })).toMatchObject({ UserStatus: 'CONFIRMED' });
});

test('a user created without a password has one that nobody knows', async () => {
  await create({ TemporaryPassword: undefined });
  expect(await passwordSignIn(stack, NEW, '')).toEqual(refused('InvalidParameterException'));
  expect(await passwordSignIn(stack, NEW, 'Temporary-1-Horse')).toEqual(refused('NotAuthorizedException'));
});

test('no user is created twice, whatever the case of the email', async () => {
  await create();
  expect(await create()).toEqual(refused('UsernameExistsException'));
  expect(await create({ Username: NEW.toUpperCase() })).toEqual(refused('UsernameExistsException'));
  const many = await Promise.all(
    Array.from({ length: 5 }, () => create({ Username: 'race@example.com', UserAttributes: [] })),
  );
  expect(many.filter(({ User }) => User !== undefined)).toHaveLength(1);
});

test.each([
  ['a name that is no email', { Username: 'mia' }, 'InvalidParameterException'],
  ['a weak password', { TemporaryPassword: 'short' }, 'InvalidPasswordException'],
  [
    'an attribute that the schema lacks',
    { UserAttributes: [{ Name: 'custom:role', Value: 'x' }] },
    'InvalidParameterException',
  ],
  [
    'a tenant that is too short',
    { UserAttributes: [{ Name: 'custom:tenant_id', Value: 'x' }] },
    'InvalidParameterException',
  ],
  ['an email that is none', { UserAttributes: [{ Name: 'email', Value: 'x' }] }, 'InvalidParameterException'],
  ['a message again', { MessageAction: 'RESEND' }, 'InvalidParameterException'],
  ['another pool', { UserPoolId: 'us-east-1_other' }, 'ResourceNotFoundException'],
  ['no name', { Username: undefined }, 'InvalidParameterException'],
])('%s creates no user', async (_, input, type) => {
  expect(await create(input)).toEqual(refused(type));
  expect(await stack.admin('ListUsers')).toMatchObject({ Users: [expect.anything()] });
});

test.each([
  ['eleven characters', 'Abcdefgh-12'],
  ['no capital', 'abcdefghijk-12'],
  ['no small letter', 'ABCDEFGHIJK-12'],
  ['no digit', 'Abcdefghijk-xy'],
  ['257 characters', `Ab1${'x'.repeat(254)}`],
])('a password with %s is against the policy', async (_, Password) => {
  const answer = await stack.admin('AdminSetUserPassword', { Username: EMAIL, Password, Permanent: true });
  expect(answer).toMatchObject({
    __type: 'InvalidPasswordException',
    message: expect.stringMatching(/^Password did not conform with policy: /),
  });
  tokensIn(await passwordSignIn(stack));
});

test('attributes can be changed, except the tenant, which is set once', async () => {
  const change = (Name: string, Value: string) =>
    stack.admin('AdminUpdateUserAttributes', { Username: EMAIL, UserAttributes: [{ Name, Value }] });
  expect(await change('name', 'Mia')).toEqual({});
  expect(await change('custom:tenant_id', 'sakura-salon')).toEqual(refused('InvalidParameterException'));
  await create();
  expect(await change('email', NEW)).toEqual(refused('AliasExistsException'));
  expect(await change('email', 'mia2@acme-dental.example')).toEqual({});
  const claims = decodeJwt(tokensIn(await passwordSignIn(stack, 'mia2@acme-dental.example')).IdToken);
  expect(claims).toMatchObject({ name: 'Mia', 'custom:tenant_id': 'acme-dental' });
});

test('users cannot change attributes of themselves through the API', async () => {
  const { AccessToken } = tokensIn(await passwordSignIn(stack));
  const answer = await stack.page('UpdateUserAttributes', {
    AccessToken,
    UserAttributes: [{ Name: 'custom:tenant_id', Value: 'sakura-salon' }],
  });
  expect(answer).toHaveProperty('__type');
  expect(await stack.admin('AdminGetUser', { Username: EMAIL })).toMatchObject({
    UserAttributes: expect.arrayContaining([{ Name: 'custom:tenant_id', Value: 'acme-dental' }]),
  });
});

test('groups are joined and left; one that does not exist is refused', async () => {
  const groups = async () => (await stack.admin('AdminListGroupsForUser', { Username: EMAIL })).Groups;
  await stack.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'agent' });
  await stack.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'agent' });
  expect(await groups()).toMatchObject([{ GroupName: 'admin' }, { GroupName: 'agent' }]);
  await stack.admin('AdminRemoveUserFromGroup', { Username: EMAIL, GroupName: 'admin' });
  expect(await groups()).toMatchObject([{ GroupName: 'agent' }]);
  expect(await stack.admin('AdminAddUserToGroup', { Username: EMAIL, GroupName: 'root' })).toEqual(
    refused('ResourceNotFoundException'),
  );
});

test('users are listed in the order of their creation, by page and by filter', async () => {
  for (const number of [1, 2, 3]) {
    stack.clock.advance(1);
    await create({ Username: `u${number}@example.com`, UserAttributes: [] });
  }
  const emails = (answer: Record<string, unknown>) =>
    (answer.Users as { Attributes: { Name: string; Value: string }[] }[]).map(
      ({ Attributes }) => Attributes.find(({ Name }) => Name === 'email')?.Value,
    );
  const first = await stack.admin('ListUsers', { Limit: 3 });
  expect(emails(first)).toEqual([EMAIL, 'u1@example.com', 'u2@example.com']);
  const rest = await stack.admin('ListUsers', { Limit: 3, PaginationToken: first.PaginationToken });
  expect(emails(rest)).toEqual(['u3@example.com']);
  expect(rest).not.toHaveProperty('PaginationToken');
  expect(emails(await stack.admin('ListUsers', { Filter: 'email = "U2@example.com"' }))).toEqual(['u2@example.com']);
  expect(emails(await stack.admin('ListUsers', { Filter: 'email ^= "u"' }))).toHaveLength(3);
  expect(emails(await stack.admin('ListUsers', { Filter: 'status = "Disabled"' }))).toEqual([]);
  expect(await stack.admin('ListUsers', { Filter: 'custom:tenant_id = "x"' })).toEqual(
    refused('InvalidParameterException'),
  );
});

test('a deleted user is gone, and the email free again', async () => {
  expect(await stack.admin('AdminDeleteUser', { Username: EMAIL })).toEqual({});
  expect(await stack.admin('AdminGetUser', { Username: EMAIL })).toEqual(refused('UserNotFoundException'));
  expect(await create({ Username: EMAIL, UserAttributes: [] })).toHaveProperty('User');
});

test('scripts can find the pool and its clients', async () => {
  const { poolId, webClientId } = stack.pool;
  expect(poolId).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
  expect(await stack.admin('ListUserPools', { MaxResults: 10 })).toMatchObject({
    UserPools: [{ Id: poolId, Name: 'app-test-user-pool' }],
  });
  expect(await stack.admin('DescribeUserPool')).toMatchObject({
    UserPool: { Id: poolId, Policies: { PasswordPolicy: { MinimumLength: 12 } } },
  });
  expect(await stack.admin('ListUserPoolClients')).toMatchObject({
    UserPoolClients: [{ ClientId: webClientId, ClientName: 'app-test-web' }],
  });
  const web = await stack.admin('DescribeUserPoolClient', { ClientId: webClientId });
  expect(web.UserPoolClient).not.toHaveProperty('ClientSecret');
});

test("an administrator's operation needs an administrator", async () => {
  const input = { UserPoolId: stack.pool.poolId, Username: EMAIL };
  expect(await callCognito(stack.url, 'AdminDeleteUser', input)).toMatchObject({
    __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
  });
  expect(await callCognito(stack.url, 'AdminDeleteUser', input, 'CHAT')).toMatchObject({
    __type: 'com.amazon.coral.service#AccessDeniedException',
    message: expect.stringContaining('cognito-idp:AdminDeleteUser'),
  });
  tokensIn(await passwordSignIn(stack, EMAIL, PASSWORD));
});
