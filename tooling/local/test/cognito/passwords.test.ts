import { openUserPool } from '../../src/cognito/user-pool';
import { accessOf, account, listen } from '../endpoint/support';
import { callCognito, EMAIL, PASSWORD, type PoolStack, passwordSignIn, startPool, tokensIn } from './support';

let stack: PoolStack;
beforeEach(async () => {
  stack = await startPool();
});
afterEach(() => stack.close());

const CHOSEN = 'Chosen-1-Horse';
const HOUR_MS = 3_600_000;

const forgot = (Username = EMAIL) => stack.page('ForgotPassword', { Username });
const confirm = (ConfirmationCode: string, Password = CHOSEN, Username = EMAIL) =>
  stack.page('ConfirmForgotPassword', { Username, ConfirmationCode, Password });
const lastCode = (): string => stack.sent.at(-1)?.code ?? '';
/** Another code than the one that was sent. */
const wrongCode = (): string => (lastCode() === '000000' ? '000001' : '000000');

const mismatch = { __type: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.' };
const expired = {
  __type: 'ExpiredCodeException',
  message: 'Invalid code provided, please request a code again.',
};
const limited = { __type: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.' };

describe('a known password', () => {
  const change = async (PreviousPassword: string, ProposedPassword: string) => {
    const { AccessToken } = tokensIn(await passwordSignIn(stack));
    return stack.page('ChangePassword', { AccessToken, PreviousPassword, ProposedPassword });
  };

  test('can be changed with the old one and an access token, and sign-ins continue', async () => {
    const { RefreshToken } = tokensIn(await passwordSignIn(stack));
    expect(await change(PASSWORD, CHOSEN)).toEqual({});
    expect(await passwordSignIn(stack)).toMatchObject({ __type: 'NotAuthorizedException' });
    tokensIn(await passwordSignIn(stack, EMAIL, CHOSEN));
    tokensIn(await stack.page('GetTokensFromRefreshToken', { RefreshToken }));
  });

  test('is not changed with a wrong one, nor to one against the policy, nor with another kind of token', async () => {
    expect(await change('Wrong-Horse-1', CHOSEN)).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    expect(await change(PASSWORD, 'short')).toMatchObject({ __type: 'InvalidPasswordException' });
    const { IdToken } = tokensIn(await passwordSignIn(stack));
    const input = { AccessToken: IdToken, PreviousPassword: PASSWORD, ProposedPassword: CHOSEN };
    expect(await stack.page('ChangePassword', input)).toMatchObject({ message: 'Invalid Access Token' });
    tokensIn(await passwordSignIn(stack));
  });
});

describe('a forgotten password', () => {
  test('is replaced with a code that is sent to the verified e-mail and works once', async () => {
    expect(await forgot()).toEqual({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'm***@a***' },
    });
    expect(stack.sent).toEqual([{ to: EMAIL, purpose: 'password', code: expect.stringMatching(/^\d{6}$/) }]);
    expect(await confirm(wrongCode())).toEqual(mismatch);
    expect(await confirm(lastCode(), 'short')).toMatchObject({ __type: 'InvalidPasswordException' });
    expect(await confirm(lastCode())).toEqual({});
    tokensIn(await passwordSignIn(stack, EMAIL, CHOSEN));
    expect(await confirm(lastCode(), 'Other-1-Horse')).toEqual(expired);
  });

  test('a code is valid for an hour, or until the next one', async () => {
    await forgot();
    const first = lastCode();
    await forgot();
    if (first !== lastCode()) expect(await confirm(first)).toEqual(mismatch);
    stack.clock.advance(HOUR_MS);
    expect(await confirm(lastCode())).toEqual(expired);
  });

  test('a code survives a restart', async () => {
    await forgot();
    const { folder, clock } = stack;
    const again = await openUserPool({ account, folder, clock, deliver: () => undefined });
    const running = await listen(again.services, accessOf());
    const input = { ClientId: again.webClientId, Username: EMAIL, ConfirmationCode: lastCode(), Password: CHOSEN };
    expect(await callCognito(running.url, 'ConfirmForgotPassword', input)).toEqual({});
    await running.endpoint.close();
  });

  test('five wrong codes are accepted in an hour, even with new codes in between', async () => {
    await forgot();
    for (let tries = 0; tries < 5; tries += 1) expect(await confirm(wrongCode())).toEqual(mismatch);
    expect(await confirm(lastCode())).toEqual(limited);
    expect(await forgot()).toEqual(limited);
    stack.clock.advance(HOUR_MS);
    await forgot();
    expect(await confirm(lastCode())).toEqual({});
  });

  test('a code is worthless once the address has changed', async () => {
    await forgot();
    const UserAttributes = [
      { Name: 'email', Value: 'mia2@acme-dental.example' },
      { Name: 'email_verified', Value: 'true' },
    ];
    await stack.admin('AdminUpdateUserAttributes', { Username: EMAIL, UserAttributes });
    expect(await confirm(lastCode(), CHOSEN, 'mia2@acme-dental.example')).toEqual(expired);
  });

  test.each([
    ['does not exist', async () => 'nobody@example.com'],
    [
      'is disabled',
      async () => {
        await stack.admin('AdminDisableUser', { Username: EMAIL });
        return EMAIL;
      },
    ],
    [
      'has no verified e-mail',
      async () => {
        const UserAttributes = [{ Name: 'email_verified', Value: 'false' }];
        await stack.admin('AdminUpdateUserAttributes', { Username: EMAIL, UserAttributes });
        return EMAIL;
      },
    ],
  ])('of a user that %s gets the same answer, and nothing is sent', async (_, username) => {
    const name = await username();
    expect(await forgot(name)).toEqual({
      CodeDeliveryDetails: {
        AttributeName: 'email',
        DeliveryMedium: 'EMAIL',
        Destination: expect.stringMatching(/^[nm]\*{3}@[ea]\*{3}$/),
      },
    });
    expect(stack.sent).toEqual([]);
    expect((await confirm('000000', CHOSEN, name)).__type).toMatch(/^(CodeMismatch|ExpiredCode)Exception$/);
  });

  test('of a user who never chose one can only be reset by an administrator', async () => {
    await stack.admin('AdminSetUserPassword', { Username: EMAIL, Password: 'Temporary-1-Horse' });
    expect(await forgot()).toEqual({
      __type: 'NotAuthorizedException',
      message: 'User password cannot be reset in the current state.',
    });
  });
});

test('nobody can sign up: administrators create the users', async () => {
  expect(await stack.page('SignUp', { Username: 'eve@example.com', Password: CHOSEN })).toEqual({
    __type: 'NotAuthorizedException',
    message: 'SignUp is not permitted for this user pool',
  });
  expect(await stack.admin('ListUsers')).toMatchObject({ Users: [expect.anything()] });
});
