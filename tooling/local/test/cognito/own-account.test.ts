import { decodeJwt } from 'jose';
import { EMAIL, PASSWORD, type PoolStack, passwordSignIn, startPool, tokensIn } from './support';

let stack: PoolStack;
let AccessToken: string;
let RefreshToken: string;
beforeEach(async () => {
  stack = await startPool();
  ({ AccessToken, RefreshToken } = tokensIn(await passwordSignIn(stack)));
});
afterEach(() => stack.close());

const own = (operation: string, input: object = {}) => stack.page(operation, { AccessToken, ...input });
const attributes = async (): Promise<Record<string, string>> => {
  const { UserAttributes } = (await own('GetUser')) as { UserAttributes: { Name: string; Value: string }[] };
  return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]));
};
const revoked = { __type: 'NotAuthorizedException', message: 'Access Token has been revoked' };
const noRefresh = { __type: 'NotAuthorizedException', message: 'Refresh Token has been revoked' };

describe('signing out', () => {
  test('everywhere ends every sign-in up to then, and none that comes after', async () => {
    stack.clock.advance(1);
    const second = tokensIn(await passwordSignIn(stack));
    expect(await own('GlobalSignOut')).toEqual({});
    for (const token of [AccessToken, second.AccessToken]) {
      expect(await stack.page('GetUser', { AccessToken: token })).toEqual(revoked);
    }
    expect(await stack.page('GetTokensFromRefreshToken', { RefreshToken })).toEqual(noRefresh);
    expect(await stack.page('GetTokensFromRefreshToken', { RefreshToken: second.RefreshToken })).toEqual(noRefresh);
    // Within the same second as the sign-out, which is as exact as a token's times are.
    stack.clock.advance(1);
    const later = tokensIn(await passwordSignIn(stack));
    expect(await stack.page('GetUser', { AccessToken: later.AccessToken })).toHaveProperty('Username');
    tokensIn(await stack.page('GetTokensFromRefreshToken', { RefreshToken: later.RefreshToken }));
  });

  test('by an administrator does the same', async () => {
    expect(await stack.admin('AdminUserGlobalSignOut', { Username: EMAIL })).toEqual({});
    expect(await own('GetUser')).toEqual(revoked);
  });

  test('of one sign-in leaves the others', async () => {
    const second = tokensIn(await passwordSignIn(stack));
    const refreshed = tokensIn(await stack.page('GetTokensFromRefreshToken', { RefreshToken }));
    expect(await stack.page('RevokeToken', { Token: RefreshToken })).toEqual({});
    expect(await own('GetUser')).toEqual(revoked);
    expect(await stack.page('GetUser', { AccessToken: refreshed.AccessToken })).toEqual(revoked);
    expect(await stack.page('GetTokensFromRefreshToken', { RefreshToken })).toEqual(noRefresh);
    expect(await stack.page('GetUser', { AccessToken: second.AccessToken })).toHaveProperty('Username');
  });
});

describe('refreshing by GetTokensFromRefreshToken', () => {
  test('gives tokens of the same sign-in, and no further refresh token', async () => {
    const { AuthenticationResult } = await stack.page('GetTokensFromRefreshToken', { RefreshToken });
    expect(AuthenticationResult).toEqual({
      AccessToken: expect.any(String),
      IdToken: expect.any(String),
      ExpiresIn: 3600,
      TokenType: 'Bearer',
    });
    const { origin_jti } = decodeJwt((AuthenticationResult as { IdToken: string }).IdToken);
    expect(origin_jti).toBe(decodeJwt(AccessToken).origin_jti);
  });

  test('works if the client does not allow REFRESH_TOKEN_AUTH, unlike that flow', async () => {
    const { UserPoolClient } = (await stack.admin('CreateUserPoolClient', {
      ClientName: 'kiosk',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
    })) as { UserPoolClient: { ClientId: string } };
    const { ClientId } = UserPoolClient;
    const AuthParameters = { USERNAME: EMAIL, PASSWORD };
    const signedIn = tokensIn(
      await stack.page('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    );
    tokensIn(await stack.page('GetTokensFromRefreshToken', { ClientId, RefreshToken: signedIn.RefreshToken }));
    expect(
      await stack.page('InitiateAuth', {
        ClientId,
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        AuthParameters: { REFRESH_TOKEN: signedIn.RefreshToken },
      }),
    ).toMatchObject({ __type: 'InvalidParameterException' });
  });

  test.each([
    ['a made-up token', () => ({ RefreshToken: 'made up' })],
    ['an access token', () => ({ RefreshToken: AccessToken })],
  ])('%s gets none', async (_, input) => {
    expect(await stack.page('GetTokensFromRefreshToken', input())).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Invalid Refresh Token',
    });
  });
});

describe('attributes', () => {
  test('of their own can be changed and deleted by users', async () => {
    const UserAttributes = [{ Name: 'name', Value: 'Mia' }];
    expect(await own('UpdateUserAttributes', { UserAttributes })).toEqual({ CodeDeliveryDetailsList: [] });
    expect(await attributes()).toMatchObject({ name: 'Mia' });
    expect(await own('DeleteUserAttributes', { UserAttributeNames: ['name'] })).toEqual({});
    expect(await attributes()).not.toHaveProperty('name');
  });

  test.each(['custom:tenant_id', 'email', 'email_verified'])('users cannot change %s', async (name) => {
    const before = await attributes();
    const refused = {
      __type: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    };
    const UserAttributes = [{ Name: name, Value: 'x' }];
    expect(await own('UpdateUserAttributes', { UserAttributes })).toEqual(refused);
    expect(await own('DeleteUserAttributes', { UserAttributeNames: [name] })).toEqual(refused);
    expect(await attributes()).toEqual(before);
  });

  test('a new e-mail address is unverified until the user enters the code sent to it', async () => {
    const UserAttributes = [{ Name: 'email', Value: 'mia2@acme-dental.example' }];
    await stack.admin('AdminUpdateUserAttributes', { Username: EMAIL, UserAttributes });
    expect(await attributes()).toMatchObject({ email_verified: 'false' });
    expect(await own('GetUserAttributeVerificationCode', { AttributeName: 'email' })).toMatchObject({
      CodeDeliveryDetails: { Destination: 'm***@a***' },
    });
    const [message] = stack.sent;
    expect(message).toMatchObject({ to: 'mia2@acme-dental.example', purpose: 'email' });
    const verify = (Code: string) => own('VerifyUserAttribute', { AttributeName: 'email', Code });
    expect(await verify('x')).toMatchObject({ __type: 'CodeMismatchException' });
    expect(await verify(message?.code ?? '')).toEqual({});
    expect(await attributes()).toMatchObject({ email_verified: 'true' });
    expect(await verify(message?.code ?? '')).toMatchObject({ __type: 'ExpiredCodeException' });
  });

  test('a code for one purpose does not work for another', async () => {
    await own('GetUserAttributeVerificationCode', { AttributeName: 'email' });
    const input = { Username: EMAIL, ConfirmationCode: stack.sent[0]?.code, Password: 'Chosen-1-Horse' };
    expect(await stack.page('ConfirmForgotPassword', input)).toMatchObject({ __type: 'ExpiredCodeException' });
    expect(await own('GetUserAttributeVerificationCode', { AttributeName: 'phone_number' })).toMatchObject({
      __type: 'InvalidParameterException',
    });
  });
});

test('a user who was disabled or deleted can do nothing with an older token', async () => {
  await stack.admin('AdminDisableUser', { Username: EMAIL });
  stack.clock.advance(1);
  await stack.admin('AdminEnableUser', { Username: EMAIL });
  expect(await own('GetUser')).toEqual(revoked);
  const again = tokensIn(await passwordSignIn(stack)).AccessToken;
  expect(await stack.page('DeleteUser', { AccessToken: again })).toEqual({});
  expect(await stack.page('GetUser', { AccessToken: again })).toMatchObject({ __type: 'UserNotFoundException' });
  expect(await passwordSignIn(stack)).toMatchObject({ __type: 'NotAuthorizedException' });
});
