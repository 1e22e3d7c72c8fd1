// Signs a user in with a password and prints the ID token. InitiateAuth needs no AWS credentials, so neither does this.
// Usage: id-token.cjs CLIENT_ID EMAIL, with PASSWORD, AWS_REGION and, for the local stack, AWS_ENDPOINT_URL.
const [clientId, email] = process.argv.slice(2);
const { PASSWORD, AWS_REGION, AWS_ENDPOINT_URL } = process.env;
const endpoint = AWS_ENDPOINT_URL || `https://cognito-idp.${AWS_REGION}.amazonaws.com`;

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
  if (!response.ok) throw new Error(`${answer.__type}: ${answer.message}`);
  if (!answer.AuthenticationResult) throw new Error(`The user must first answer ${answer.ChallengeName}.`);
  console.log(answer.AuthenticationResult.IdToken);
};

main().catch((error) => {
  console.error(error.cause ? `${endpoint} does not answer. Is the stack running?` : error.message);
  process.exitCode = 1;
});
