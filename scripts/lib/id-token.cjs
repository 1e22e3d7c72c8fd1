// Signs a user in with a password and prints the ID token. If that fails, prints on standard error why, and what to do.
// InitiateAuth needs no AWS credentials, so neither does this.
// Usage: id-token.cjs CLIENT_ID EMAIL, with PASSWORD, ENVIRONMENT, AWS_REGION and, for the local stack, AWS_ENDPOINT_URL.
const [clientId, email] = process.argv.slice(2);
const { PASSWORD, ENVIRONMENT, AWS_REGION, AWS_ENDPOINT_URL } = process.env;
const endpoint = AWS_ENDPOINT_URL || `https://cognito-idp.${AWS_REGION}.amazonaws.com`;

const SET_PASSWORD = `aws cognito-idp admin-set-user-password --permanent --user-pool-id … --username ${email} --password …`;

const fail = (problem, advice) => {
  console.error(problem);
  console.error(advice);
  process.exitCode = 1;
};

/** What to do about each refusal. Cognito never reveals whether the password is wrong or the user is unknown. */
const adviceFor = (type, message) => {
  if (type === 'ResourceNotFoundException')
    return 'The user pool in these outputs no longer exists. Deploy again, or restart make dev.';
  if (type !== 'NotAuthorizedException') return 'Try again. If it keeps failing, the cause is Cognito or the network.';
  if (message.startsWith('Incorrect'))
    return `Check the password (PASSWORD, or what you typed) first. Cognito says the same if the user does not exist: scripts/create-user.sh ${ENVIRONMENT} ${email} TENANT creates the user.`;
  return message.startsWith('User is disabled')
    ? 'An administrator disabled this user. To enable the user again: aws cognito-idp admin-enable-user.'
    : `An administrator can set another password: ${SET_PASSWORD}`;
};

const main = async () => {
  const response = await fetch(endpoint, {
    method: 'POST',
    signal: AbortSignal.timeout(10_000),
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth',
    },
    body: JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: clientId,
      AuthParameters: { USERNAME: email, PASSWORD },
    }),
  });
  const answer = await response.json();
  if (!response.ok) {
    const type = String(answer.__type).split('#').pop();
    const message = String(answer.message ?? type);
    return fail(`${email} could not sign in: ${message}`, adviceFor(type, message));
  }
  if (!answer.AuthenticationResult) {
    return fail(
      `${email} could not sign in: Cognito first asks for ${answer.ChallengeName}.`,
      answer.ChallengeName === 'NEW_PASSWORD_REQUIRED'
        ? `The password is temporary. The user can choose a new one in the front end, or an administrator sets one: ${SET_PASSWORD}`
        : 'The user has to do that in a front end.',
    );
  }
  console.log(answer.AuthenticationResult.IdToken);
};

main().catch((error) => {
  const silent = error.cause || error.name === 'TimeoutError';
  fail(
    silent ? `${endpoint} does not answer.` : `${endpoint} answers what is not Cognito's: ${error.message}`,
    ENVIRONMENT === 'local' ? 'Is make dev running?' : 'Is your network up?',
  );
});
