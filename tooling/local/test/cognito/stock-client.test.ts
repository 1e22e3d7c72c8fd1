import '@frontdesk/testkit/as-in-a-browser';
import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import { EMAIL, PASSWORD, type PoolStack, startPool } from './support';

let stack: PoolStack;
beforeEach(async () => {
  stack = await startPool();
});
afterEach(() => stack.close());

const stockUser = (username: string): CognitoUser => {
  const { poolId, webClientId } = stack.pool;
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: webClientId, endpoint: stack.url });
  return new CognitoUser({ Username: username, Pool: pool });
};

const signIn = (user: CognitoUser, password: string, newPassword?: string): Promise<CognitoUserSession> =>
  new Promise((resolve, reject) => {
    const callbacks = { onSuccess: resolve, onFailure: reject };
    user.authenticateUser(new AuthenticationDetails({ Username: user.getUsername(), Password: password }), {
      ...callbacks,
      newPasswordRequired: () => user.completeNewPasswordChallenge(newPassword ?? '', {}, callbacks),
    });
  });

test('the stock client signs in with SRP, refreshes, reads its attributes and signs out', async () => {
  const user = stockUser(EMAIL);
  const session = await signIn(user, PASSWORD);
  expect(session.getIdToken().payload['custom:tenant_id']).toBe('acme-dental');

  const refreshed = await new Promise<CognitoUserSession>((resolve, reject) =>
    user.refreshSession(session.getRefreshToken(), (error, fresh) => (error ? reject(error) : resolve(fresh))),
  );
  expect(refreshed.getIdToken().payload.origin_jti).toBe(session.getIdToken().payload.origin_jti);

  const attributes = await new Promise<Record<string, string>>((resolve, reject) =>
    user.getUserAttributes((error, found) =>
      error ? reject(error) : resolve(Object.fromEntries((found ?? []).map(({ Name, Value }) => [Name, Value]))),
    ),
  );
  expect(attributes).toMatchObject({ email: EMAIL, 'custom:tenant_id': 'acme-dental' });

  await new Promise<void>((resolve) => user.signOut(() => resolve()));
  const again = await stack.page('InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    AuthParameters: { REFRESH_TOKEN: session.getRefreshToken().getToken() },
  });
  expect(again).toMatchObject({ message: 'Refresh Token has been revoked' });
});

test('the stock client replaces a temporary password', async () => {
  await stack.admin('AdminSetUserPassword', { Username: EMAIL, Password: 'Temporary-1-Horse' });
  await signIn(stockUser(EMAIL), 'Temporary-1-Horse', 'Chosen-1-Horse');
  await signIn(stockUser(EMAIL), 'Chosen-1-Horse');
});

test('the stock client is refused for a wrong password', async () => {
  await expect(signIn(stockUser(EMAIL), 'Wrong-Horse-1')).rejects.toMatchObject({
    code: 'NotAuthorizedException',
    message: 'Incorrect username or password.',
  });
});
