// Signs a user in with a password and prints the ID token; or says on standard error why not, and what to do.
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

/** What to do about each refusal. Cognito tells a wrong password and an unknown user apart for nobody. */
const adviceFor = (type, message) => {
  if (type === 'ResourceNotFoundException')
    return 'The outputs here are of a user pool that is gone. Deploy again, or restart make dev.';
  if (type !== 'NotAuthorizedException') return 'Try again; if it stays, that is Cognito itself, or the network.';
  if (message.startsWith('Incorrect'))
    return `Check the password (PASSWORD, or what you typed) first. Cognito says the same of an address that nobody has: scripts/create-user.sh ${ENVIRONMENT} ${email} TENANT makes the user.`;
  return message.startsWith('User is disabled')
    ? 'An administrator disabled this user: aws cognito-idp admin-enable-user lets them in again.'
    : `An administrator sets another password: ${SET_PASSWORD}`;
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
        ? `The password is a temporary one. The user chooses their own at the front end, or an administrator does: ${SET_PASSWORD}`
        : 'That takes the user and a front end.',
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
