import '@frontdesk/testkit/as-in-a-browser';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as auth from '@aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from '@aws-amplify/auth/cognito';
import { Amplify, ConsoleLogger, fetchAuthSession } from '@aws-amplify/core';
import { api, type StackOutputs } from '@frontdesk/testkit/api';
import { aws } from '@frontdesk/testkit/aws';
import { endChildren } from '@frontdesk/testkit/child-processes';
import { type DevProcess, nothingOver, startDevProcess, until } from '@frontdesk/testkit/dev-process';

const EMAIL = 'admin@acme-dental.example';
const PASSWORD = 'Frontdesk-demo-1';
const CHOSEN = 'Chosen-1-Horse';

let data: string;
let dev: DevProcess;
let stack: StackOutputs;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'frontdesk-amplify-'));
  dev = startDevProcess(data);
  stack = await dev.ready();
  // It warns about an endpoint that is not AWS's.
  ConsoleLogger.LOG_LEVEL = 'ERROR';
  // A front end's usual set-up, and one more line that says where Cognito is.
  cognitoUserPoolsTokenProvider.setAuthConfig({ Cognito: cognito() });
  Amplify.configure({ Auth: { Cognito: cognito() } }, { Auth: { tokenProvider: cognitoUserPoolsTokenProvider } });
});
afterAll(async () => {
  dev.child.kill('SIGINT');
  await dev.ended;
  await nothingOver(data);
  rmSync(data, { recursive: true, force: true });
});
afterEach(() => auth.signOut());
afterAll(endChildren);

const cognito = () => ({
  userPoolId: stack.user_pool_id,
  userPoolClientId: stack.web_client_id,
  userPoolEndpoint: stack.aws_endpoint,
});
const signIn = (password: string, authFlowType: 'USER_SRP_AUTH' | 'USER_PASSWORD_AUTH' = 'USER_SRP_AUTH') =>
  auth.signIn({ username: EMAIL, password, options: { authFlowType } });
const admin = (operation: string, input: object) =>
  aws(
    `AWSCognitoIdentityProviderService.${operation}`,
    { UserPoolId: stack.user_pool_id, Username: EMAIL, ...input },
    stack.aws_endpoint,
  );
const codeFor = (what: string): Promise<string> =>
  until(async () => new RegExp(`e-mail to ${EMAIL}: (\\d{6}) ${what}`).exec(dev.printed())?.[1], 5_000);
const idToken = async (): Promise<string> => String((await fetchAuthSession()).tokens?.idToken);

test('Amplify signs in, refreshes, changes a password and signs out against make dev', async () => {
  expect(await signIn(PASSWORD)).toMatchObject({ isSignedIn: true, nextStep: { signInStep: 'DONE' } });
  expect(await auth.fetchUserAttributes()).toMatchObject({ email: EMAIL, 'custom:tenant_id': 'acme-dental' });
  expect((await api('GET /faq?limit=1', { token: await idToken() }, stack.api_url)).status).toBe(200);

  const before = (await fetchAuthSession()).tokens?.accessToken.payload;
  const after = (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.payload;
  expect(after?.jti).not.toBe(before?.jti);
  expect(after?.origin_jti).toBe(before?.origin_jti);

  await auth.updatePassword({ oldPassword: PASSWORD, newPassword: CHOSEN });
  await auth.signOut();
  expect((await fetchAuthSession()).tokens).toBeUndefined();
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  expect(await signIn(CHOSEN, 'USER_PASSWORD_AUTH')).toMatchObject({ isSignedIn: true });
  await auth.updatePassword({ oldPassword: CHOSEN, newPassword: PASSWORD });
});

test('a forgotten password is replaced by the code that the console of make dev shows', async () => {
  expect(await auth.resetPassword({ username: EMAIL })).toMatchObject({
    nextStep: { codeDeliveryDetails: { deliveryMedium: 'EMAIL', destination: 'a***@a***' } },
  });
  const confirmationCode = await codeFor('to choose a new password');
  await auth.confirmResetPassword({ username: EMAIL, confirmationCode, newPassword: PASSWORD });
  expect(await signIn(PASSWORD)).toMatchObject({ isSignedIn: true });
});

test('a temporary password leads to a new one', async () => {
  await admin('AdminSetUserPassword', { Password: 'Temporary-1-Horse' });
  expect(await signIn('Temporary-1-Horse')).toMatchObject({
    nextStep: { signInStep: 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED' },
  });
  expect(await auth.confirmSignIn({ challengeResponse: PASSWORD })).toMatchObject({ isSignedIn: true });
});

test('an address is verified, a name changed and deleted, by the user', async () => {
  await admin('AdminUpdateUserAttributes', { UserAttributes: [{ Name: 'email_verified', Value: 'false' }] });
  await signIn(PASSWORD);
  await auth.sendUserAttributeVerificationCode({ userAttributeKey: 'email' });
  const confirmationCode = await codeFor('to verify the address');
  await auth.confirmUserAttribute({ userAttributeKey: 'email', confirmationCode });
  await auth.updateUserAttributes({ userAttributes: { name: 'Mia' } });
  expect(await auth.fetchUserAttributes()).toMatchObject({ email_verified: 'true', name: 'Mia' });
  await auth.deleteUserAttributes({ userAttributeKeys: ['name'] });
  expect(await auth.fetchUserAttributes()).not.toHaveProperty('name');
});

test('signing out everywhere ends the other sign-ins', async () => {
  await signIn(PASSWORD);
  const other = await aws(
    'AWSCognitoIdentityProviderService.InitiateAuth',
    {
      ClientId: stack.web_client_id,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: EMAIL, PASSWORD },
    },
    stack.aws_endpoint,
  );
  const { AccessToken } = other.AuthenticationResult as { AccessToken: string };
  await auth.signOut({ global: true });
  await expect(aws('AWSCognitoIdentityProviderService.GetUser', { AccessToken }, stack.aws_endpoint)).rejects.toThrow(
    'Access Token has been revoked',
  );
});

test('refusals by the pool differ from operations that the local stack lacks', async () => {
  await expect(auth.signUp({ username: 'eve@example.com', password: CHOSEN })).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'SignUp is not permitted for this user pool',
  });
  await signIn(PASSWORD);
  await expect(auth.setUpTOTP()).rejects.toMatchObject({
    name: 'NotImplementedException',
    message: expect.stringContaining('AssociateSoftwareToken works on AWS'),
  });
});
