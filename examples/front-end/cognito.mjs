const DEADLINE_MS = 10_000;
/** A token is renewed this long before it expires, so that none expires on its way. */
const RENEW_BEFORE_MS = 60_000;

const initiateAuth = async ({ awsEndpoint, region, webClientId }, AuthFlow, AuthParameters) => {
  const response = await fetch(awsEndpoint ?? `https://cognito-idp.${region}.amazonaws.com/`, {
    method: 'POST',
    signal: AbortSignal.timeout(DEADLINE_MS),
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({ AuthFlow, ClientId: webClientId, AuthParameters }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message ?? 'Cognito refused.');
  if (!answer.AuthenticationResult) throw new Error(`This user must first answer ${answer.ChallengeName}.`);
  return answer.AuthenticationResult;
};

/**
 * Signs a user in. Resolves with a function that gives an ID token whenever one is needed, renewed by the refresh token
 * as it nears its end. Tokens are kept in memory alone: reloading the page signs out.
 */
export const signIn = async (config, email, password) => {
  const first = await initiateAuth(config, 'USER_PASSWORD_AUTH', { USERNAME: email, PASSWORD: password });
  const refreshToken = first.RefreshToken;
  const held = ({ IdToken, ExpiresIn }) => ({
    idToken: IdToken,
    renewAt: Date.now() + ExpiresIn * 1000 - RENEW_BEFORE_MS,
  });
  let current = held(first);
  return async () => {
    if (current.renewAt <= Date.now()) {
      current = held(await initiateAuth(config, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: refreshToken }));
    }
    return current.idToken;
  };
};
