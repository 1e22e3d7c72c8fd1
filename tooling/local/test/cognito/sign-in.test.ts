import { srpClient } from './srp-client';
import { EMAIL, PASSWORD, type PoolStack, passwordSignIn, startPool, tokensIn } from './support';

let stack: PoolStack;
beforeEach(async () => {
  stack = await startPool();
});
afterEach(() => stack.close());

const refused = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };

const startSrp = async (username: string) => {
  const client = srpClient(stack.pool.poolId);
  const answer = await stack.page('InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    AuthParameters: { USERNAME: username, SRP_A: client.publicValue },
  });
  return { client, answer, challenge: (answer.ChallengeParameters ?? {}) as Record<string, string> };
};

const prove = async (username: string, password: string) => {
  const { client, challenge } = await startSrp(username);
  const TIMESTAMP = 'Mon Jan 5 09:00:00 UTC 2026';
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses: {
      USERNAME: challenge.USER_ID_FOR_SRP,
      PASSWORD_CLAIM_SECRET_BLOCK: challenge.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: client.prove(password, challenge, TIMESTAMP),
      TIMESTAMP,
    },
  };
};

const srpSignIn = async (username: string, password: string) =>
  stack.page('RespondToAuthChallenge', await prove(username, password));

describe.each([
  ['with the password', (username: string, password: string) => passwordSignIn(stack, username, password)],
  ['with SRP', (username: string, password: string) => srpSignIn(username, password)],
])('%s', (_, signIn) => {
  test('the right password gets an ID, an access and a refresh token', async () => {
    expect(await signIn(EMAIL, PASSWORD)).toEqual({
      ChallengeParameters: {},
      AuthenticationResult: {
        IdToken: expect.any(String),
        AccessToken: expect.any(String),
        RefreshToken: expect.any(String),
        ExpiresIn: 3600,
        TokenType: 'Bearer',
      },
    });
  });

  test('the case of the email does not matter', async () => {
    tokensIn(await signIn(EMAIL.toUpperCase(), PASSWORD));
  });

  test('a wrong password and a user that does not exist are refused in the same words', async () => {
    expect(await signIn(EMAIL, 'Wrong-Horse-1')).toEqual(refused);
    expect(await signIn('nobody@acme-dental.example', PASSWORD)).toEqual(refused);
  });

  test('only somebody who knows the password learns that a user is disabled', async () => {
    await stack.admin('AdminDisableUser', { Username: EMAIL });
    expect(await signIn(EMAIL, PASSWORD)).toEqual({ __type: 'NotAuthorizedException', message: 'User is disabled.' });
    expect(await signIn(EMAIL, 'Wrong-Horse-1')).toEqual(refused);
    await stack.admin('AdminEnableUser', { Username: EMAIL });
    tokensIn(await signIn(EMAIL, PASSWORD));
  });

  test('a temporary password leads to a new password, and then to tokens', async () => {
    await stack.admin('AdminSetUserPassword', { Username: EMAIL, Password: 'Temporary-1-Horse' });
    const challenge = await signIn(EMAIL, 'Temporary-1-Horse');
    expect(challenge).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: expect.any(String) });
    const answer = (NEW_PASSWORD: string, more: object = {}) =>
      stack.page('RespondToAuthChallenge', {
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        Session: challenge.Session,
        ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD, ...more },
      });
    expect(await answer('short')).toMatchObject({ __type: 'InvalidPasswordException' });
    expect(await answer('Chosen-1-Horse', { 'userAttributes.custom:tenant_id': 'other' })).toEqual({
      __type: 'NotAuthorizedException',
      message: 'A client attempted to write unauthorized attribute',
    });
    tokensIn(await answer('Chosen-1-Horse', { 'userAttributes.name': 'Mia' }));
    tokensIn(await signIn(EMAIL, 'Chosen-1-Horse'));
    expect(await signIn(EMAIL, 'Temporary-1-Horse')).toEqual(refused);
    expect(await answer('Other-1-Horse')).toMatchObject({ __type: 'NotAuthorizedException' });
  });

  test('a temporary password ends after seven days', async () => {
    await stack.admin('AdminSetUserPassword', { Username: EMAIL, Password: 'Temporary-1-Horse' });
    stack.clock.advance(7 * 24 * 3_600_000);
    expect(await signIn(EMAIL, 'Temporary-1-Horse')).toMatchObject({ message: expect.stringContaining('has expired') });
  });
});

describe('SRP', () => {
  test('a user that does not exist gets a challenge like any other, and the same one each time', async () => {
    const [first, second] = [await startSrp('nobody@example.com'), await startSrp('Nobody@example.com')];
    const real = await startSrp(EMAIL);
    expect(Object.keys(first.challenge).sort()).toEqual(Object.keys(real.challenge).sort());
    expect(first.challenge.USER_ID_FOR_SRP).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first.challenge.SALT).toBe(second.challenge.SALT);
    expect(first.challenge.USER_ID_FOR_SRP).toBe(second.challenge.USER_ID_FOR_SRP);
    expect(first.challenge.SRP_B).not.toBe(second.challenge.SRP_B);
  });

  test('a proof is accepted only once', async () => {
    const proof = await prove(EMAIL, PASSWORD);
    tokensIn(await stack.page('RespondToAuthChallenge', proof));
    expect(await stack.page('RespondToAuthChallenge', proof)).toEqual(refused);
  });

  test('a proof comes too late after three minutes', async () => {
    const proof = await prove(EMAIL, PASSWORD);
    stack.clock.advance(3 * 60_000);
    expect(await stack.page('RespondToAuthChallenge', proof)).toEqual(refused);
  });

  test("another user's name on a proof, or another client's, is refused", async () => {
    await stack.pool.createUser({ email: 'jo@acme-dental.example', password: PASSWORD, tenantId: 'other', groups: [] });
    const proof = await prove(EMAIL, PASSWORD);
    const renamed = {
      ...proof,
      ChallengeResponses: { ...proof.ChallengeResponses, USERNAME: 'jo@acme-dental.example' },
    };
    expect(await stack.page('RespondToAuthChallenge', renamed)).toEqual(refused);
    const { UserPoolClient } = (await stack.admin('CreateUserPoolClient', {
      ClientName: 'another',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
    })) as { UserPoolClient: { ClientId: string } };
    const moved = { ...(await prove(EMAIL, PASSWORD)), ClientId: UserPoolClient.ClientId };
    expect(await stack.page('RespondToAuthChallenge', moved)).toEqual(refused);
  });

  test('an A of zero is refused', async () => {
    const answer = await stack.page('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: EMAIL, SRP_A: '00' },
    });
    expect(answer).toMatchObject({ __type: 'InvalidParameterException' });
  });
});

describe('refresh', () => {
  const refresh = (REFRESH_TOKEN: string) =>
    stack.page('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } });
  const signIn = async () => tokensIn(await passwordSignIn(stack)).RefreshToken;

  test('a refresh token gets new tokens, for thirty days', async () => {
    const token = await signIn();
    const { AuthenticationResult } = (await refresh(token)) as { AuthenticationResult: object };
    expect(Object.keys(AuthenticationResult).sort()).toEqual(['AccessToken', 'ExpiresIn', 'IdToken', 'TokenType']);
    stack.clock.advance(30 * 24 * 3_600_000 - 60_000);
    tokensIn(await refresh(token));
    stack.clock.advance(120_000);
    expect(await refresh(token)).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid Refresh Token' });
  });

  test('a revoked or made-up token, and that of a disabled or deleted user, gets none', async () => {
    const token = await signIn();
    expect(await stack.page('RevokeToken', { Token: token })).toEqual({});
    expect(await refresh(token)).toMatchObject({ message: 'Refresh Token has been revoked' });

    stack.clock.advance(1);
    const second = await signIn();
    await stack.admin('AdminDisableUser', { Username: EMAIL });
    expect(await refresh(second)).toMatchObject({ __type: 'NotAuthorizedException' });
    await stack.admin('AdminEnableUser', { Username: EMAIL });
    expect(await refresh(second)).toMatchObject({ __type: 'NotAuthorizedException' });

    stack.clock.advance(1);
    const third = await signIn();
    await stack.admin('AdminDeleteUser', { Username: EMAIL });
    expect(await refresh(third)).toMatchObject({ message: 'Invalid Refresh Token' });
    expect(await refresh('made up')).toMatchObject({ message: 'Invalid Refresh Token' });
  });

  test('a token of another client is refused', async () => {
    const { UserPoolClient } = (await stack.admin('CreateUserPoolClient', {
      ClientName: 'another',
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    })) as { UserPoolClient: { ClientId: string } };
    const answer = await stack.page('InitiateAuth', {
      ClientId: UserPoolClient.ClientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters: { REFRESH_TOKEN: await signIn() },
    });
    expect(answer).toMatchObject({ message: 'Invalid Refresh Token' });
  });
});

describe('an administrator signs a user in', () => {
  const flow = (ClientId: string) =>
    stack.admin('AdminInitiateAuth', {
      ClientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: EMAIL, PASSWORD },
    });

  test('through a client that allows it', async () => {
    const { UserPoolClient } = (await stack.admin('CreateUserPoolClient', {
      ClientName: 'server',
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    })) as { UserPoolClient: { ClientId: string } };
    tokensIn(await flow(UserPoolClient.ClientId));
  });

  test('but not through the web client, which does not allow it, as when deployed', async () => {
    expect(await flow(stack.pool.webClientId)).toEqual({
      __type: 'InvalidParameterException',
      message: 'ADMIN_USER_PASSWORD_AUTH flow not enabled for this client',
    });
  });
});

test.each([
  ['an unknown client', { ClientId: 'nobody', AuthFlow: 'USER_PASSWORD_AUTH' }, 'ResourceNotFoundException'],
  ['an unknown flow', { AuthFlow: 'CUSTOM_AUTH' }, 'InvalidParameterException'],
  ["an administrator's flow", { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' }, 'InvalidParameterException'],
  ['no password', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: EMAIL } }, 'InvalidParameterException'],
  ['no flow', {}, 'InvalidParameterException'],
  ['an inherited name', { ClientId: 'constructor', AuthFlow: 'USER_PASSWORD_AUTH' }, 'ResourceNotFoundException'],
])('%s is refused with a named error', async (_, input, type) => {
  expect(await stack.page('InitiateAuth', input)).toMatchObject({ __type: type });
});

test('a service client signs nobody in', async () => {
  const { clientId } = await stack.pool.createServiceClient('voice');
  const answer = await stack.page('InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: EMAIL, PASSWORD },
  });
  expect(answer).toMatchObject({ __type: 'InvalidParameterException' });
});
